"""Workflow commands, read back by a parser written from what GitHub's runner does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from literal_reports import HOSTILE, module_of, route_of, rule_value, span

from fastlint.finding import Finding, Severity
from fastlint.outcome import Report, Skipped
from fastlint.report import render
from fastlint.report.harmless import harmless

COMMANDS = {"error", "warning", "notice", "add-mask", "stop-commands", "set-output", "save-state", "debug", "group"}


def command_in(line: str) -> tuple[str, dict[str, str], str] | None:
    """Command, properties and data of a line of output as the runner reads it, None for a line that is no command."""
    line = line.lstrip()
    if line.startswith("::") and "::" in line[2:]:
        info, _, data = line[2:].partition("::")
        name, _, rest = info.partition(" ")
        if name in COMMANDS:
            pairs = [pair.partition("=") for pair in rest.strip().split(",") if pair]
            return name, {key: unescaped(value, is_property=True) for key, _, value in pairs if value}, unescaped(data)
    if "##[" in line and "]" in line.partition("##[")[2]:
        info, _, data = line.partition("##[")[2].partition("]")
        if info.partition(" ")[0] in COMMANDS:
            return info, {}, data
    return None


def unescaped(text: str, *, is_property: bool = False) -> str:
    for escape, character in [("%0D", "\r"), ("%0A", "\n"), *([("%3A", ":"), ("%2C", ",")] if is_property else [])]:
        text = text.replace(escape, character)
    return text.replace("%25", "%")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    return [command for line in text.split("\n") if (command := command_in(line))]


def test_an_annotation(report: Callable[..., Report]) -> None:
    route = route_of(module_of("a.py", ""))
    made = report({}, Finding(span("app/a.py", 3, 5, 9), "`x` is odd. Mend it.", route=route, rule=rule_value()))
    assert render(made, "github").splitlines()[0] == (
        "::error file=app/a.py,line=3,endLine=3,col=5,endColumn=9,title=sql-injection XY201"
        "::`x` is odd. Mend it. [GET /users/{name}]"
    )


def test_a_region_of_several_lines_has_no_columns(report: Callable[..., Report]) -> None:
    made = report({}, Finding(span("a.py", 3, 5, 2, end_line=7), "odd", rule=rule_value()))
    ((_, properties, _),) = commands(render(made, "github"))
    assert properties == {"file": "a.py", "line": "3", "endLine": "7", "title": "sql-injection XY201"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    path=st.text(st.sampled_from("ab%:,;=\r\n ]0AD2C35") | st.characters(exclude_categories=["C", "Z"]), min_size=1),
    message=st.text(st.sampled_from("ab%:,;=\r\n ]0AD2C35") | st.characters(exclude_categories=["C", "Z"])),
)
def test_names_and_messages_come_back_as_they_were(report: Callable[..., Report], path: str, message: str) -> None:
    text = render(report({}, Finding(span(f"x{path}", 1, 1, 2), message, rule=rule_value())), "github")
    ((name, properties, data),) = commands(text)
    assert (name, properties["file"], properties["title"], data) == (
        "error",
        f"x{path}",
        "sql-injection XY201",
        message,
    )


@pytest.mark.parametrize("kind", [*HOSTILE, "stop", "old"])
def test_hostile_text_makes_no_command_of_its_own(report: Callable[..., Report], kind: str) -> None:
    bad = {**HOSTILE, "stop": "a\n::stop-commands::x", "old": "##[add-mask]a\n##[error]b"}[kind]
    route = route_of(module_of("a.py", ""), path=bad, methods=(bad,), endpoint=bad)
    finding = Finding(span(f"{bad}.py", 1, 1, 2), bad, route=route, rule=rule_value())
    text = render(report({}, finding, skipped=(Skipped(bad, bad),)), "github")
    assert [name for name, _, _ in commands(text)] == ["error"]
    assert text.replace("\n", "").isprintable()
    if kind in ("newlines", "workflow", "quotes", "html", "markup"):
        shown = "".join(part if part in "\r\n" else harmless(part) for part in bad)
        assert commands(text)[0][1]["file"] == f"{shown}.py"


def test_no_more_annotations_than_github_shows(report: Callable[..., Report]) -> None:
    severities = [Severity.NOTE, Severity.ERROR, Severity.WARNING] * 12 + [Severity.ERROR]
    made = report(
        {},
        *(
            Finding(span("a.py", line, 1, 2), f"number {line}", severity=severity, rule=rule_value())
            for line, severity in enumerate(severities, 1)
        ),
        skipped=(Skipped("pipe.py", "is a pipe"),),
    )
    text = render(made, "github")
    found = commands(text)
    assert [name for name, _, _ in found] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert [properties["line"] for _, properties, _ in found[:3]] == ["2", "5", "8"]
    assert text.splitlines()[30:] == [
        "not annotated: 3 errors, 2 warnings, 2 notes; GitHub shows at most 10 of a kind for each step",
        "37 findings: 13 errors, 12 warnings, 12 notes in 0 files, 1 not analysed",
        "0 routes in 0 files: 0 protected, 0 public, 0 not understood",
    ]


def test_the_harmless_part_of_a_name_is_not_doubled(report: Callable[..., Report], tmp_path: Path) -> None:
    ((_, properties, data),) = commands(
        render(report({}, Finding(span("a\x1b\r\nb.py", 1, 1, 2), "c\n\nd\n", rule=rule_value())), "github")
    )
    assert (properties["file"], data) == ("a\\x1b\r\nb.py", "c\n\nd\n")
