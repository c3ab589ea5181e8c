"""Findings for scripts: version 1 of a contract. Fields are added, never renamed."""

from __future__ import annotations

import json
from importlib.metadata import version

from fastlint.finding import Finding, Step
from fastlint.outcome import Report
from fastlint.report import routes_json, wording
from fastlint.report.sarif_rules import help_uri
from fastlint.source.span import Span


def render(report: Report, *, color: bool = False) -> str:
    """The findings, what was analysed, and the routes in numbers. Pure ASCII: no reader is misled by what it prints."""
    document = {**head(), "findings": findings(report), **totals(report)}
    return json.dumps(document, indent=2) + "\n"


def head() -> dict[str, object]:
    """The version of this contract, and what wrote it."""
    return {"version": 1, "tool": {"name": "fastlint", "version": version("fastlint")}}


def findings(report: Report) -> list[dict[str, object]]:
    """Each finding as an object."""
    return [_finding(finding) for finding in report.findings]


def totals(report: Report) -> dict[str, object]:
    """What was analysed, the routes and the findings in numbers."""
    return {
        "files": {
            "analysed": report.analysed,
            "unconnected": report.unconnected,
            "skipped": [{"path": text(file.path), "reason": text(file.reason)} for file in report.skipped],
        },
        "routes": report.route_counts(),
        "summary": wording.by_severity(report),
        "silenced": {"ignored": report.ignored, "baselined": report.baselined, "older": report.older},
        "inventory": routes_json.protection(report),
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": wording.code(finding),
        "name": wording.name(finding),
        "severity": wording.severity(finding).value,
        "confidence": finding.confidence.value,
        "message": text(finding.message),
        **_place(finding.span),
        "route": _route(finding),
        "trace": [_step(step) for step in finding.trace],
        "cwe": list(finding.rule.cwe) if finding.rule else [],
        "fingerprint": finding.fingerprint,
        "fix": None,
        "url": help_uri(finding.rule) if finding.rule else None,
    }


def _place(span: Span) -> dict[str, object]:
    return {
        "path": text(span.path),
        "start": {"line": span.start_line, "column": span.start_column},
        "end": {"line": span.end_line, "column": span.end_column},
    }


def _step(step: Step) -> dict[str, object]:
    return {**_place(step.span), "message": text(step.message)}


def _route(finding: Finding) -> dict[str, object] | None:
    route = finding.route
    if route is None:
        return None
    return {
        "methods": [text(method) for method in route.methods],
        "path": text(route.path),
        "handler": text(route.endpoint),
    }


def text(value: str) -> str:
    """`value` without halves of surrogate pairs, which many readers of JSON refuse."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8")
