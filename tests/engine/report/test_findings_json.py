"""The contract with scripts: version 1."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import version

import pytest
from literal_reports import HOSTILE, module_of, route_of, rule_value, span

from fastlint.finding import Confidence, Finding, Severity, Step
from fastlint.outcome import Report, Skipped
from fastlint.report import render


def test_the_whole_document(report: Callable[..., Report]) -> None:
    route = route_of(module_of("app/main.py", ""), methods=("GET", "HEAD"))
    finding = Finding(
        span("app/main.py", 2, 5, 9, end_line=3),
        "`x` is odd. Mend it.",
        confidence=Confidence.MEDIUM,
        trace=(Step(span("app/deps.py", 1, 1, 2), "begins here"),),
        route=route,
        severity=Severity.WARNING,
        rule=rule_value(),
    )
    skipped = Skipped("bad.py", "is not valid Python: invalid syntax", 3, 4)
    made = report({"app/main.py": "a\nb = x\n", "app/deps.py": "y"}, finding, skipped=(skipped,), routes=(route,))
    document = json.loads(render(made, "json"))
    fingerprint = document["findings"][0].pop("fingerprint")
    assert document == {
        "version": 1,
        "tool": {"name": "fastlint", "version": version("fastlint")},
        "findings": [
            {
                "code": "XY201",
                "name": "sql-injection",
                "severity": "warning",
                "confidence": "medium",
                "message": "`x` is odd. Mend it.",
                "path": "app/main.py",
                "start": {"line": 2, "column": 5},
                "end": {"line": 3, "column": 9},
                "route": {"methods": ["GET", "HEAD"], "path": "/users/{name}", "handler": "app:get_user"},
                "trace": [
                    {
                        "path": "app/deps.py",
                        "start": {"line": 1, "column": 1},
                        "end": {"line": 1, "column": 2},
                        "message": "begins here",
                    }
                ],
                "cwe": [89],
                "fix": None,
                "url": "https://cwe.mitre.org/data/definitions/89.html",
            }
        ],
        "files": {
            "analysed": 2,
            "unconnected": 0,
            "skipped": [{"path": "bad.py", "reason": "is not valid Python: invalid syntax"}],
        },
        "routes": {"total": 1, "protected": 0, "public": 1, "unresolved": 0},
        "summary": {"error": 0, "warning": 1, "note": 0},
        "silenced": {"ignored": 0, "baselined": 0, "older": 0},
        "inventory": [
            {
                "app": None,
                "path": "/users/{name}",
                "methods": ["GET", "HEAD"],
                "kind": "http",
                "auth": False,
                "roles": [],
                "scopes": [],
            }
        ],
    }
    assert len(fingerprint) == 32
    assert int(fingerprint, 16)


def test_a_finding_without_route(report: Callable[..., Report]) -> None:
    (finding,) = json.loads(render(report({}, Finding(span("a.py", 1, 1, 1), "odd", rule=rule_value(cwe=()))), "json"))[
        "findings"
    ]
    assert (finding["route"], finding["trace"], finding["cwe"]) == (None, [], [])


def test_line_by_line(report: Callable[..., Report]) -> None:
    findings = [Finding(span("a.py", line, 1, 1), "odd", rule=rule_value()) for line in (1, 2)]
    made = report({"a.py": "x\n"}, *findings, skipped=(Skipped("bad.py", "is broken"),))
    whole = json.loads(render(made, "json"))
    *found, last = [json.loads(line) for line in render(made, "jsonl").splitlines()]
    assert found == [{"type": "finding", **finding} for finding in whole.pop("findings")]
    assert last == {"type": "summary", **whole}
    assert last["files"]["skipped"] == [{"path": "bad.py", "reason": "is broken"}]


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab", "rdjson"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_stays_within_its_string(report: Callable[..., Report], name: str, kind: str) -> None:
    bad = HOSTILE[kind]
    route = route_of(module_of("a.py", ""), path=bad, methods=(bad,), endpoint=bad)
    path = f"bad{bad}.py"
    finding = Finding(span(path, 1, 1, 2), bad, trace=(Step(span(path, 1, 1, 2), bad),), route=route, rule=rule_value())
    text = render(report({}, finding, skipped=(Skipped(path, bad),)), name)
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    for part in text.splitlines() if name == "jsonl" else [text]:
        json.dumps(json.loads(part), ensure_ascii=False).encode("utf-8")
