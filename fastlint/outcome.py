"""What a run has to say."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from fastlint.baseline import Entry
from fastlint.finding import Finding, Severity
from fastlint.insight.auth import Coverage, Protection
from fastlint.insight.versions import Release
from fastlint.model import App, Project, Route
from fastlint.rule import Rule
from fastlint.source.lines import Lines
from fastlint.verdict import Silenced, is_at_least


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not analysed, where in it the reason lies, and the reason.

    `is_trouble` says that something stood in the way other than the file's own syntax: the run is incomplete. What is
    left out because it is no source of the project (a pipe, a link to elsewhere) is listed and is no finding.
    """

    path: str
    reason: str
    line: int = 1
    column: int = 1
    is_finding: bool = True
    is_trouble: bool = False


@dataclass(slots=True, repr=False)
class Report:
    """Everything a run has to say; reports print it, the exit code comes from it.

    `root` is the absolute directory that paths are relative to. `findings` are those that count, in the order to
    read them; `rules` those that ran; `analysed` the number of files, `unconnected` that of files that no application
    is connected with, of which only the syntax was looked at; `apps` those the run was asked about;
    `coverage` the verdict on the protection of their routes; `crashed` says that some rule failed. `silenced` are
    findings that would count and are kept silent, `ignored` and `baselined` how many there are before selection;
    `obsolete` and `expired` are entries of the baseline. `older` is the number of findings that an earlier revision
    had too. `lines` are what reports quote.
    """

    root: str
    findings: list[Finding]
    rules: list[Rule]
    analysed: int
    skipped: list[Skipped] = field(default_factory=list)
    project: Project | None = None
    fastapi: Release = field(default_factory=Release)
    apps: list[App] = field(default_factory=list)
    coverage: dict[Route, Coverage] = field(default_factory=dict)
    crashed: bool = False
    unconnected: int = 0
    older: int = 0
    silenced: list[Silenced] = field(default_factory=list)
    ignored: int = 0
    baselined: int = 0
    obsolete: list[Entry] = field(default_factory=list)
    expired: list[Entry] = field(default_factory=list)
    lines: Lines = field(default_factory=lambda: Lines(os.getcwd()))

    def route_counts(self) -> dict[str, int]:
        """How many routes there are, and how many are protected, public, not understood."""
        verdicts = [verdict.protection for verdict in self.coverage.values()]
        return {
            "total": len(verdicts),
            "protected": verdicts.count(Protection.PROTECTED),
            "public": verdicts.count(Protection.PUBLIC),
            "unresolved": verdicts.count(Protection.UNKNOWN),
        }

    def notices(self) -> list[str]:
        """What a reader must know who sees no finding: that there was nothing, or nothing understood, to judge."""
        counts = self.route_counts()
        number = len(self.expired)
        over = [f"{number} entries of the baseline have expired: what they silenced is shown again"] if number else []
        if not self.analysed:
            return [*over, "no Python file was analysed"]
        if not self.apps:
            return [*over, "no FastAPI application found: rules about routes had nothing to judge"]
        if not counts["total"]:
            return [*over, "no route found in the application: rules about routes had nothing to judge"]
        if counts["total"] == counts["unresolved"]:
            return [*over, "no route was understood well enough to say whether it is protected"]
        return over

    def exit_code(self, fail_on: Severity = Severity.WARNING, *, require_routes: bool = False) -> int:
        """0 clean, 1 findings at `fail_on` or graver, 2 when the run cannot be relied on."""
        counts = self.route_counts()
        if self.crashed or any(skipped.is_trouble for skipped in self.skipped):
            return 2
        if require_routes and counts["total"] == counts["unresolved"]:
            return 2
        return int(any(is_at_least(finding.severity, fail_on) for finding in self.findings))
