"""The work on a linked project: in one process, or shared with copies of it where there is much code."""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from fastlint import forks
from fastlint.checking import run_rule
from fastlint.engine_rules import CRASHED_RULE
from fastlint.finding import Finding
from fastlint.insight import Insights, rests_on
from fastlint.insight.auth import AuthCoverage, Coverage
from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.question import Question
from fastlint.model import Project, Route
from fastlint.resources import Progress, untold
from fastlint.rule import Rule
from fastlint.selection import Enabled, Selection

T = TypeVar("T")


def run_rules(
    project: Project, insights: Insights, selection: Selection, progress: Progress = untold, processes: int = 1
) -> Iterator[Finding]:
    """What the enabled rules find, and what became of those that failed."""
    rules = list(selection.enabled.values())
    others = _others(project, processes)
    if not others:
        for number, enabled in enumerate(rules, 1):
            yield from run_rule(enabled, project, insights)
            progress("checking rules", number, len(rules))
        return
    codec: _Codec[list[Finding]] = _Codec(project, [enabled.rule for enabled in rules])
    units = _units(rules)
    found: dict[int, list[Finding]] = {}

    def run(unit: int) -> bytes:
        return codec.encode(list(run_rule(rules[number], project, insights)) for number in units[unit])

    for unit, data in forks.share(_kin([rules[unit[0]] for unit in units]), others, run):
        found.update(zip(units[unit], codec.decode(data), strict=True))
        progress("checking rules", len(found), len(rules))
    for number in range(len(rules)):
        yield from found[number]


def covered(project: Project, auth: AuthCoverage, routes: Sequence[Route], processes: int = 1) -> dict[Route, Coverage]:
    """The protection of each of `routes`."""
    others = _others(project, processes)
    size = max(_ROUTES, len(routes) // _MOST_PARTS + 1)
    parts = [routes[start : start + size] for start in range(0, len(routes), size)]
    if others and len(parts) > 1:
        codec: _Codec[Coverage] = _Codec(project, ())
        numbers = [[number] for number in range(len(parts))]
        judged = forks.share(numbers, others, lambda n: codec.encode([auth.of(route) for route in parts[n]]))
        for number, data in judged:
            auth.learn(zip(parts[number], codec.decode(data), strict=True))
    return {route: auth.of(route) for route in routes}


_ROUTES = 20
"""How many routes are judged together, at least: those beside one another mostly have the same guards."""
_MOST_PARTS = 64
"""Each part waits in a pipe of its own, and a process has not many files."""
_FOR_ANOTHER = 8_000
"""How many lines of code make a further process worth its start."""


def _others(project: Project, processes: int) -> int:
    """How many copies of this process are worth their start."""
    size = sum(len(module.ir.lines) for module in project.modules.values())
    return min(processes - 1, size // _FOR_ANOTHER) if forks.are_possible() else 0


def _units(rules: Sequence[Enabled]) -> list[list[int]]:
    """The numbers of the rules, those together that have one question asked for all: only one process has to."""
    found: dict[object, list[int]] = {}
    for number, enabled in enumerate(rules):
        values = vars(sys.modules[enabled.rule.check.__module__]).values()
        shared = (value.among for value in values if isinstance(value, Question) and value.among is not None)
        found.setdefault(next(shared, number), []).append(number)
    return list(found.values())


def _kin(rules: Sequence[Enabled]) -> list[list[int]]:
    """The numbers of the rules, a few together: near one another are those that work by the same means.

    What follows values comes first, since it is most of the work and shares the most.
    """

    def means(number: int) -> tuple[bool, list[str]]:
        insights = rules[number].rule.insights.values()
        return not any(rests_on(each, Graphs) for each in insights), sorted(each.__name__ for each in insights)

    numbers = sorted(range(len(rules)), key=means)
    return [numbers[start : start + _TOGETHER] for start in range(0, len(numbers), _TOGETHER)]


_TOGETHER = 4
"""How many rules a process takes at once."""


class _Codec(Generic[T]):
    """Results of one run as bytes, for copies of this process: the routes and rules they name are there already."""

    def __init__(self, project: Project, rules: Sequence[Rule]) -> None:
        self._known: list[object] = [*project.routes, *rules, CRASHED_RULE]
        self._numbers = {id(one): number for number, one in enumerate(self._known)}

    def encode(self, results: Iterable[T]) -> bytes:
        """The bytes that stand for `results`."""
        stream = io.BytesIO()
        _Pickler(stream, self._numbers).dump(list(results))
        return stream.getvalue()

    def decode(self, data: bytes) -> list[T]:
        """The results that `data` stands for."""
        results: list[T] = _Unpickler(io.BytesIO(data), self._known).load()
        return results


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
