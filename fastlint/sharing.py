"""All rules of a run: one after the other, or shared with copies of this process where there is much code."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator, Mapping, Sequence

from fastlint import forks
from fastlint.checking import run_rule
from fastlint.engine_rules import CRASHED_RULE
from fastlint.finding import Finding
from fastlint.insight import Insights, rests_on
from fastlint.insight.flow.graphs import Graphs
from fastlint.model import Project
from fastlint.resources import Progress, untold
from fastlint.rule import Rule
from fastlint.selection import Enabled, Selection


def run_rules(
    project: Project, insights: Insights, selection: Selection, progress: Progress = untold, processes: int = 1
) -> Iterator[Finding]:
    """What the enabled rules find, and what became of those that failed."""
    rules = list(selection.enabled.values())
    others = min(processes, _size(project) // _FOR_ANOTHER + 1) - 1
    if not others or not forks.are_possible():
        for number, enabled in enumerate(rules, 1):
            yield from run_rule(enabled, project, insights)
            progress("checking rules", number, len(rules))
        return
    codec = _Codec(project, [enabled.rule for enabled in rules])
    found: dict[int, list[Finding]] = {}
    for number, data in forks.share(_kin(rules), others, lambda n: codec.encode(run_rule(rules[n], project, insights))):
        found[number] = codec.decode(data)
        progress("checking rules", len(found), len(rules))
    for number in range(len(rules)):
        yield from found[number]


_FOR_ANOTHER = 8_000
"""How many lines of code make a further process worth its start."""


def _size(project: Project) -> int:
    return sum(len(module.ir.lines) for module in project.modules.values())


def _kin(rules: Sequence[Enabled]) -> list[list[int]]:
    """The numbers of the rules that follow values, which is most of the work and done by the same means, and others."""
    flowing = [
        number
        for number, enabled in enumerate(rules)
        if any(rests_on(insight, Graphs) for insight in enabled.rule.insights.values())
    ]
    return [flowing, [number for number in range(len(rules)) if number not in flowing]]


class _Codec:
    """Findings of one run as bytes, for copies of this process: the routes and rules they name are there already."""

    def __init__(self, project: Project, rules: Sequence[Rule]) -> None:
        self._known: list[object] = [*project.routes, *rules, CRASHED_RULE]
        self._numbers = {id(one): number for number, one in enumerate(self._known)}

    def encode(self, findings: Iterator[Finding]) -> bytes:
        """The bytes that stand for `findings`."""
        stream = io.BytesIO()
        _Pickler(stream, self._numbers).dump(list(findings))
        return stream.getvalue()

    def decode(self, data: bytes) -> list[Finding]:
        """The findings that `data` stands for."""
        findings: list[Finding] = _Unpickler(io.BytesIO(data), self._known).load()
        return findings


class _Pickler(pickle.Pickler):
    """Writes a number in the place of what the reader knows."""

    def __init__(self, stream: io.BytesIO, numbers: Mapping[int, int]) -> None:
        super().__init__(stream)
        self._numbers = numbers

    def persistent_id(self, obj: object) -> int | None:
        """The number of an object, by its identity."""
        return self._numbers.get(id(obj))


class _Unpickler(pickle.Unpickler):
    """Reads what `_Pickler` wrote."""

    def __init__(self, stream: io.BytesIO, known: Sequence[object]) -> None:
        super().__init__(stream)
        self._known = known

    def persistent_load(self, pid: int) -> object:
        """The object of a number."""
        return self._known[pid]
