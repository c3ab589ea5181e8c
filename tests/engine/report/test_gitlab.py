"""Code Quality reports as GitLab reads them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from literal_reports import HOSTILE, module_of, route_of, rule_value, span

from fastlint.engine_rules import UNREADABLE_FILE
from fastlint.finding import Finding, Severity
from fastlint.outcome import Report, Skipped
from fastlint.report import render

SCHEMA = json.loads((Path(__file__).parents[2] / "data" / "gitlab-codeclimate.json").read_text(encoding="utf-8"))


def issues_of(report: Report) -> list[dict[str, Any]]:
    """The issues, held against GitLab's schema and against what its documentation asks for beyond that."""
    issues: list[dict[str, Any]] = json.loads(render(report, "gitlab"))
    for issue in issues:
        jsonschema.validate(issue, SCHEMA)
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("/", "./"))
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(set(fingerprints)) == len(fingerprints)
    return issues


def test_an_issue(report: Callable[..., Report]) -> None:
    route = route_of(module_of("a.py", ""))
    finding = Finding(span("app/a.py", 3, 5, 9, end_line=4), "`x` is odd. Mend it.", route=route, rule=rule_value())
    (issue,) = issues_of(report({"app/a.py": "x\n"}, finding))
    assert len(issue.pop("fingerprint")) == 32
    assert issue == {
        "type": "issue",
        "check_name": "sql-injection",
        "description": "`x` is odd. Mend it. [GET /users/{name}]",
        "categories": ["Security"],
        "severity": "critical",
        "location": {"path": "app/a.py", "lines": {"begin": 3, "end": 4}},
    }


@pytest.mark.parametrize(
    ("severity", "cwe", "expected"),
    [
        (Severity.ERROR, (), "major"),
        (Severity.WARNING, (89,), "minor"),
        (Severity.WARNING, (), "minor"),
        (Severity.NOTE, (89,), "info"),
    ],
)
def test_severities(report: Callable[..., Report], severity: Severity, cwe: tuple[int, ...], expected: str) -> None:
    finding = Finding(span("a.py", 1, 1, 2), "odd", severity=severity, rule=rule_value(cwe=cwe))
    assert [issue["severity"] for issue in issues_of(report({}, finding))] == [expected]


def test_equal_findings_keep_fingerprints_of_their_own(report: Callable[..., Report]) -> None:
    same = [Finding(span("a.py", line, 1, 2), "odd", rule=rule_value()) for line in (1, 2, 3)]
    assert len(issues_of(report({"a.py": "x\nx\nx\n"}, *same))) == 3


def test_a_file_that_was_not_analysed_is_told_of_once(report: Callable[..., Report]) -> None:
    told = Finding(span("bad.py", 3, 1, 1), "Not analysed: the file is broken", rule=UNREADABLE_FILE)
    skipped = (Skipped("bad.py", "is broken"), Skipped("pipe.py", "is a pipe", is_finding=False))
    issues = issues_of(report({}, told, skipped=skipped))
    assert [(issue["location"]["path"], issue["severity"]) for issue in issues] == [
        ("bad.py", "major"),
        ("pipe.py", "info"),
    ]
    assert issues[1]["description"] == "Not analysed: the file is a pipe"


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_valid(report: Callable[..., Report], kind: str) -> None:
    bad = HOSTILE[kind]
    finding = Finding(span(f"bad{bad}.py", 1, 1, 2), bad, rule=rule_value())
    assert len(issues_of(report({}, finding, skipped=(Skipped(f"bad{bad}", bad),)))) == 2
