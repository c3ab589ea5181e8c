"""What people read."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from literal_reports import HOSTILE, module_of, route_of, rule_value, span

from fastlint.finding import Confidence, Finding, Severity, Step
from fastlint.outcome import Report, Skipped
from fastlint.report import REPORTERS, render

APP = """\
@app.get("/users/{name}")
async def get_user(name: str):
    query = build(name)
    log.info("searching")
    audit(name)
    return await db.execute(query)
"""
QUERIES = """\
def build(name):
    return f"SELECT * FROM users WHERE name = '{name}'"
"""


def test_a_finding_with_its_evidence(report: Callable[..., Report]) -> None:
    route = route_of(module_of("app/main.py", APP))
    finding = Finding(
        span("app/main.py", 6, 12, 35),
        "`name` reaches SQL text in `db.execute`. Bind it as a parameter.",
        confidence=Confidence.HIGH,
        trace=(
            Step(span("app/main.py", 2, 20, 24), "the client chooses `name`"),
            Step(span("app/queries.py", 2, 12, 56), "becomes part of the text"),
            Step(span("app/main.py", 6, 12, 35), "runs as SQL"),
        ),
        route=route,
        rule=rule_value(),
    )
    made = report({"app/main.py": APP, "app/queries.py": QUERIES}, finding, routes=(route,))
    assert (
        render(made, "text")
        == """\
sql-injection XY201 error: `name` reaches SQL text in `db.execute`.
 --> app/main.py:6:12   GET /users/{name} (get_user)
  |
2 | async def get_user(name: str):
  |                    ---- 1. the client chooses `name`
...
6 |     return await db.execute(query)
  |            ^^^^^^^^^^^^^^^^^^^^^^^ 3. runs as SQL
 ::: app/queries.py:2:12
  |
2 |     return f"SELECT * FROM users WHERE name = '{name}'"
  |            -------------------------------------------- 2. becomes part of the text
  |
  = confidence: high
  = why: SQL text is built from values (fastlint explain sql-injection)
  = help: Bind it as a parameter.

1 finding: 1 error in 2 files
1 route in 1 file: 0 protected, 1 public, 0 not understood
"""
    )


def test_a_finding_without_route_trace_or_advice(report: Callable[..., Report]) -> None:
    finding = Finding(
        span("a.py", 1, 1, 2), "`x` is odd", severity=Severity.NOTE, rule=rule_value("odd", "XY1", cwe=())
    )
    assert (
        render(report({"a.py": "x = 1\n"}, finding), "text")
        == """\
odd XY1 note: `x` is odd
 --> a.py:1:1
  |
1 | x = 1
  | ^
  |
  = confidence: high
  = why: SQL text is built from values (fastlint explain odd)

1 finding: 1 note in 1 file
0 routes in 0 files: 0 protected, 0 public, 0 not understood
"""
    )


def test_no_findings(report: Callable[..., Report]) -> None:
    text = render(report({"a.py": "", "b.py": ""}, skipped=(Skipped("c.py", "is odd"),)), "text")
    assert text.startswith("no findings in 2 files, 1 not analysed\n0 routes")


def test_findings_are_counted_by_severity(report: Callable[..., Report]) -> None:
    one = Finding(span("a.py", 1, 1, 2), "odd", rule=rule_value())
    two = [replace(one, severity=severity) for severity in (None, Severity.WARNING, Severity.WARNING, Severity.NOTE)]
    assert "\n4 findings: 1 error, 2 warnings, 1 note in 1 file\n" in render(report({"a.py": "x"}, *two), "text")


def test_the_message_ends_its_first_sentence_outside_of_code(report: Callable[..., Report]) -> None:
    message = "`a. b` is v1.2 of `x.y`! Do `c. d`. Or not"
    text = render(report({"a.py": "x"}, Finding(span("a.py", 1, 1, 2), message, rule=rule_value())), "text")
    assert "error: `a. b` is v1.2 of `x.y`!\n" in text
    assert "= help: Do `c. d`. Or not\n" in text


def test_a_file_that_cannot_be_read_has_no_lines(report: Callable[..., Report]) -> None:
    text = render(report({}, Finding(span("gone.py", 3, 1, 2), "Not analysed", rule=rule_value())), "text")
    assert " --> gone.py:3:1\n  |\n  = confidence: high\n" in text


def test_a_finding_about_a_credential_does_not_spread_it(report: Callable[..., Report]) -> None:
    rule = rule_value("hardcoded-secret", "XY301", cwe=(798,))
    finding = Finding(span("a.py", 1, 7, 25), "`KEY` (`hunt***`) is written in the source", rule=rule)
    made = report({"a.py": "KEY = 'hunter22hunter22'\n"}, finding)
    for name in REPORTERS:
        assert "hunter22" not in render(made, name)
    assert "KEY = 'hunt************'" in render(made, "text")


def test_lines_are_never_wrapped(report: Callable[..., Report], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    message = "a long word " * 50
    made = report({"a.py": "x = '" + "y " * 80 + "'\n"}, Finding(span("a.py", 1, 1, 2), message, rule=rule_value()))
    plain, colored = render(made, "text"), render(made, "text", color=True)
    assert plain.count("\n") == colored.count("\n")
    assert max(map(len, plain.splitlines())) > 600


def test_color_adds_escapes_and_nothing_else(report: Callable[..., Report], monkeypatch: pytest.MonkeyPatch) -> None:
    trace = (Step(span("a.py", 2, 1, 2), "[bold]:smile:[/] http://x 12 'a' None"),)
    finding = Finding(span("a.py", 1, 1, 5), "`[red]` and [/] 測試", trace=trace, rule=rule_value())
    made = report({"a.py": "測試 = 1\n\ty\n"}, finding)
    for value in ("", "1"):
        monkeypatch.setenv("NO_COLOR", value)
        monkeypatch.setenv("TERM", "dumb")
        colored = render(made, "text", color=True)
        plain = re.sub(r"\x1b\[[\d;]*m", "", colored)
        assert colored != plain
        assert [line.rstrip() for line in plain.splitlines()] == render(made, "text").splitlines()
    assert "\x1b" not in render(made, "text")


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("name", ["text", "concise"])
def test_hostile_text_is_harmless(report: Callable[..., Report], kind: str, color: bool, name: str) -> None:
    bad = HOSTILE[kind]
    module = module_of("a.py", "")
    path = f"bad{bad}.py"
    trace = (Step(span(path, 1, 1, 2), bad), Step(span("a.py", 1, 5, 8), bad))
    route = route_of(module, path=bad, methods=(bad,), endpoint=f"a:{bad}")
    finding = Finding(span("a.py", 1, 1, 2), bad, trace=trace, route=route, rule=rule_value(title=bad))
    source = f"x = {bad}\n".replace("\ud800", "")
    text = render(report({"a.py": source}, finding, routes=(route,)), name, color=color)
    text = re.sub(r"\x1b\[[\d;]*m", "", text) if color and kind != "escape" else text
    assert all(line.isprintable() for line in (text.replace("\x1b[", "[") if color else text).split("\n"))
    if color:
        assert "\x1b[31mred" not in text
    text.encode("utf-8")


def test_plain_text_needs_no_rich() -> None:
    code = (
        "import sys\nfrom fastlint.report import render\nfrom fastlint.outcome import Report\n"
        "render(Report('.', [], [], 0), 'text')\nrender(Report('.', [], [], 0), 'json')\n"
        "print({'rich', 'sarif_om', 'attr'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"
