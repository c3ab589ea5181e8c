"""A Code Quality report for GitLab: `artifacts: reports: codequality`."""

from __future__ import annotations

import json

from fastlint.engine_rules import UNREADABLE_FILE
from fastlint.finding import Finding, Severity
from fastlint.outcome import Report, Skipped
from fastlint.report import wording
from fastlint.report.findings_json import text
from fastlint.source.span import Span


def render(report: Report, *, color: bool = False) -> str:
    """One issue for each finding, and one for each file that was not analysed and that no finding tells of."""
    issues = [_issue(finding) for finding in report.findings]
    return json.dumps([*issues, *map(_not_analysed, wording.unreported(report))], indent=2) + "\n"


def _issue(finding: Finding) -> dict[str, object]:
    is_security = finding.rule is not None and finding.rule.is_security
    return {
        "type": "issue",
        "check_name": wording.name(finding),
        "description": text(wording.message(finding)),
        "categories": ["Security" if is_security else "Bug Risk"],
        "severity": _severity(wording.severity(finding), is_security),
        "fingerprint": finding.fingerprint,
        "location": _location(finding.span),
    }


def _not_analysed(file: Skipped) -> dict[str, object]:
    return {
        "type": "issue",
        "check_name": UNREADABLE_FILE.name,
        "description": text(f"Not analysed: the file {file.reason}"),
        "categories": ["Bug Risk"],
        "severity": "info",
        "fingerprint": f"not-analysed {text(file.path)}",
        "location": _location(Span(file.path, file.line, file.column, file.line, file.column)),
    }


def _location(span: Span) -> dict[str, object]:
    return {"path": text(span.path), "lines": {"begin": span.start_line, "end": span.end_line}}


def _severity(severity: Severity, is_security: bool) -> str:
    if severity is Severity.ERROR:
        return "critical" if is_security else "major"
    return "minor" if severity is Severity.WARNING else "info"
