"""The Reviewdog Diagnostic Format, held against its schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from literal_reports import HOSTILE, rule_value, span

from fastlint.engine_rules import UNREADABLE_FILE
from fastlint.finding import Finding, Severity, Step
from fastlint.outcome import Report, Skipped
from fastlint.report import render

SCHEMA = json.loads((Path(__file__).parents[2] / "data" / "rdjson-DiagnosticResult.json").read_text(encoding="utf-8"))
KEYS = {"message", "location", "severity", "code", "related_locations"}


def diagnostics_of(report: Report) -> list[dict[str, Any]]:
    document = json.loads(render(report, "rdjson"))
    jsonschema.Draft4Validator(SCHEMA).validate(document)
    assert document["source"] == {"name": "fastlint"}
    diagnostics: list[dict[str, Any]] = document["diagnostics"]
    assert all(set(diagnostic) <= KEYS for diagnostic in diagnostics), "reviewdog refuses fields that it does not know"
    return diagnostics


def test_a_diagnostic(report: Callable[..., Report]) -> None:
    step = Step(span("b.py", 1, 1, 2), "begins here")
    finding = Finding(span("a.py", 1, 2, 4, end_line=2), "odd", trace=(step,), rule=rule_value())
    assert diagnostics_of(report({"a.py": "abcd\nabcd\n", "b.py": "x"}, finding)) == [
        {
            "message": "odd",
            "location": {
                "path": "a.py",
                "range": {"start": {"line": 1, "column": 2}, "end": {"line": 2, "column": 4}},
            },
            "severity": "ERROR",
            "code": {"value": "sql-injection", "url": "https://cwe.mitre.org/data/definitions/89.html"},
            "related_locations": [
                {
                    "message": "begins here",
                    "location": {
                        "path": "b.py",
                        "range": {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 2}},
                    },
                }
            ],
        }
    ]


def test_columns_count_bytes(report: Callable[..., Report]) -> None:
    finding = Finding(span("a.py", 1, 3, 4), "odd", severity=Severity.NOTE, rule=rule_value(cwe=()))
    (diagnostic,) = diagnostics_of(report({"a.py": "a\U00010400b\n"}, finding))
    assert diagnostic["location"]["range"] == {"start": {"line": 1, "column": 6}, "end": {"line": 1, "column": 7}}
    assert (diagnostic["severity"], diagnostic["code"]) == ("INFO", {"value": "sql-injection"})


def test_a_file_that_was_not_analysed_is_told_of_once(report: Callable[..., Report]) -> None:
    told = Finding(span("bad.py", 3, 1, 1), "Not analysed: the file is broken", rule=UNREADABLE_FILE)
    skipped = (Skipped("bad.py", "is broken"), Skipped("pipe.py", "is a pipe", is_finding=False))
    assert diagnostics_of(report({}, told, skipped=skipped))[1] == {
        "message": "Not analysed: the file is a pipe",
        "location": {"path": "pipe.py", "range": {"start": {"line": 1}}},
        "severity": "INFO",
    }


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_valid(report: Callable[..., Report], kind: str) -> None:
    bad = HOSTILE[kind]
    trace = (Step(span(f"{bad}.py", 1, 1, 2), bad),)
    finding = Finding(span(f"{bad}.py", 1, 1, 2), bad, trace=trace, rule=rule_value())
    assert len(diagnostics_of(report({}, finding, skipped=(Skipped(bad, bad),)))) == 2
