"""What became of the findings and of the routes' protection between two runs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from fastlint.finding import Severity
from fastlint.problem import Problem
from fastlint.report import routes_changes
from fastlint.report.harmless import harmless
from fastlint.report.routes_changes import Served
from fastlint.report.wording import counted, sentences
from fastlint.verdict import is_at_least

_Document = dict[str, object]


@dataclass(frozen=True, slots=True)
class Run:
    """What a JSON report says: its findings by fingerprint, and its routes, None when it has no inventory of them."""

    findings: dict[str, _Document]
    routes: list[Served] | None


@dataclass(frozen=True, slots=True)
class Changes:
    """The findings that only one of two runs has, in the order of that run, and what became of the routes."""

    new: list[_Document]
    fixed: list[_Document]
    unchanged: int
    routes: routes_changes.Changes | None

    def exit_code(self, fail_on: Severity = Severity.WARNING) -> int:
        """1 when something got worse: a new finding as grave as `fail_on`, or a route that lost its protection."""
        is_worse = any(is_at_least(Severity(str(finding["severity"])), fail_on) for finding in self.new)
        return int(is_worse or bool(self.routes and self.routes.lost))


def read(file: str) -> Run:
    """A report that `--output-format json` wrote; raises `Problem` for anything else."""
    try:
        with open(file, encoding="utf-8-sig") as stream:
            document = cast("dict[str, list[_Document]]", json.load(stream))
        for finding in document["findings"]:
            Severity(str(finding["severity"]))
            _line(finding)
        routes = routes_changes.served({"routes": document["inventory"]}) if "inventory" in document else None
        return Run({str(finding["fingerprint"]): finding for finding in document["findings"]}, routes)
    except OSError as error:
        raise Problem(f"{file}: cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Problem(f"{file}: is no report made by `fastlint check --output-format json`") from error


def compare(old: Run, new: Run) -> Changes:
    """Pair the findings by their fingerprints, and the routes by their paths."""
    routes = None if old.routes is None or new.routes is None else routes_changes.compare(old.routes, new.routes)
    return Changes(
        [finding for known, finding in new.findings.items() if known not in old.findings],
        [finding for known, finding in old.findings.items() if known not in new.findings],
        len(old.findings.keys() & new.findings.keys()),
        routes,
    )


def render(changes: Changes) -> str:
    """The changes in words: what is new first, and the totals last."""
    parts = [*_section("New findings", changes.new), *_section("Fixed findings", changes.fixed)]
    text = "".join(f"{harmless(line)}\n" for line in parts)
    routes = (
        routes_changes.render(changes.routes) if changes.routes else "the routes cannot be compared: no inventory\n"
    )
    new = counted(len(changes.new), "new finding")
    return f"{text}{new}, {len(changes.fixed)} fixed, {changes.unchanged} unchanged\n{routes}"


def as_json(changes: Changes) -> str:
    """The changes for programs; `routes` is null when they cannot be compared."""
    document = {
        "version": 1,
        "new": changes.new,
        "fixed": changes.fixed,
        "unchanged": changes.unchanged,
        "routes": routes_changes.as_document(changes.routes) if changes.routes else None,
    }
    return json.dumps(document, indent=2) + "\n"


def _section(title: str, findings: Iterable[_Document]) -> list[str]:
    lines = [f"  {_line(finding)}" for finding in findings]
    return [f"{title}:", *lines, ""] if lines else []


def _line(finding: _Document) -> str:
    start = cast("dict[str, int]", finding["start"])
    what, _ = sentences(str(finding["message"]))
    place = f"{finding['path']}:{start['line']}:{start['column']}"
    return f"{place}: {finding['severity']} {finding['code']} {finding['name']}: {what}"
