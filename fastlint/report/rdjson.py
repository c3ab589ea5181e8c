"""The Reviewdog Diagnostic Format, for comments on the lines of a change in many code hosts."""

from __future__ import annotations

import json

from fastlint.finding import Finding, Severity
from fastlint.outcome import Report, Skipped
from fastlint.report import wording
from fastlint.report.findings_json import text
from fastlint.report.sarif_rules import help_uri
from fastlint.source.lines import Lines
from fastlint.source.span import Span

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(report: Report, *, color: bool = False) -> str:
    """One diagnostic for each finding, and one for each file that was not analysed and that no finding tells of."""
    lines = report.lines
    found = [_diagnostic(finding, lines) for finding in report.findings]
    lost = [_not_analysed(file) for file in wording.unreported(report)]
    return json.dumps({"source": {"name": "fastlint"}, "diagnostics": [*found, *lost]}, indent=2) + "\n"


def _diagnostic(finding: Finding, lines: Lines) -> dict[str, object]:
    uri = help_uri(finding.rule) if finding.rule else None
    diagnostic: dict[str, object] = {
        "message": text(wording.message(finding)),
        "location": _location(finding.span, lines),
        "severity": _SEVERITIES[wording.severity(finding)],
        "code": {"value": wording.name(finding), **({"url": uri} if uri else {})},
    }
    if finding.trace:
        steps = [{"message": text(step.message), "location": _location(step.span, lines)} for step in finding.trace]
        diagnostic["related_locations"] = steps
    return diagnostic


def _not_analysed(file: Skipped) -> dict[str, object]:
    place = {"path": text(file.path), "range": {"start": {"line": file.line}}}
    return {"message": text(f"Not analysed: the file {file.reason}"), "location": place, "severity": "INFO"}


def _location(span: Span, lines: Lines) -> dict[str, object]:
    start = _position(span.path, span.start_line, span.start_column, lines)
    end = _position(span.path, span.end_line, span.end_column, lines)
    return {"path": text(span.path), "range": {"start": start, "end": end}}


def _position(path: str, line: int, column: int, lines: Lines) -> dict[str, int]:
    """A position whose column counts bytes of UTF-8, as this format wants it."""
    before = lines.line(path, line)[: column - 1]
    return {"line": line, "column": column + len(before.encode("utf-8", "surrogatepass")) - len(before)}
