"""The registry of formats, and where they are written to."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from literal_reports import module_of, route_of, rule_value, span

from fastlint.finding import Finding
from fastlint.outcome import Report, Skipped
from fastlint.problem import Problem
from fastlint.report import REPORTERS, render, write


@pytest.mark.parametrize("name", REPORTERS)
def test_every_format_can_say_nothing(report: Callable[..., Report], name: str) -> None:
    text = render(report({}), name)
    assert text == "" if name == "concise" else text.endswith("\n")


@pytest.mark.parametrize("name", REPORTERS)
def test_the_same_report_gives_the_same_text(report: Callable[..., Report], name: str) -> None:
    route = route_of(module_of("a.py", "x = 1\n"))
    made = report({"a.py": "x = 1\n"}, Finding(span("a.py", 1, 1, 2), "odd", route=route, rule=rule_value()))
    assert render(made, name) == render(made, name)


@pytest.mark.parametrize("name", REPORTERS)
def test_what_was_not_analysed_is_told_in_every_format(report: Callable[..., Report], name: str) -> None:
    kinds = {"no source": "is a pipe", "broken": "is not valid Python"}
    made = report({}, skipped=tuple(Skipped(f"{kind}.py", reason) for kind, reason in kinds.items()))
    text = render(made, name)
    is_listed = all(reason in text for reason in kinds.values())
    assert is_listed or "2 not analysed" in text or "2 files not analysed" in text


def test_nothing_heavy_is_imported_to_know_the_formats() -> None:
    code = "import sys, fastlint.report; print({'rich', 'sarif_om', 'libcst', 'msgspec'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"


def test_concise(report: Callable[..., Report]) -> None:
    route = route_of(module_of("a.py", ""))
    findings = [
        Finding(span("a.py", 3, 5, 9), "`x` is odd. Mend it.", route=route, rule=rule_value()),
        Finding(span("b c.py", 1, 1, 1), "odd\nand evil", rule=rule_value("odd", "XY1")),
    ]
    assert render(report({}, *findings), "concise") == (
        "a.py:3:5: error XY201 sql-injection: `x` is odd. Mend it. [GET /users/{name}]\n"
        "b c.py:1:1: error XY1 odd: odd\\nand evil\n"
    )


@pytest.mark.parametrize("name", ["text", "concise"])
def test_no_line_of_a_log_is_a_workflow_command(report: Callable[..., Report], name: str) -> None:
    bad = " ::stop-commands::x"
    found = [Finding(span(path, 1, 1, 2), bad, rule=rule_value()) for path in (bad, bad.strip())]
    text = render(report({}, *found, skipped=(Skipped(bad, bad),)), name)
    assert [line for line in text.splitlines() if line.lstrip().startswith("::")] == []


def test_a_report_is_written_as_utf8_whatever_the_locale(tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    write("é 測\n\udcff\n", str(file))
    assert file.read_bytes() == "é 測\n\\udcff\n".encode()
    code = "from fastlint.report import write; write('\\u00e9 \\u6e2c\\n')"
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", code], capture_output=True, env={"LC_ALL": "C"}, check=True
    )
    assert done.stdout == "é 測\n".encode()


def test_a_file_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be written: Is a directory"):
        write("x", str(tmp_path))
    with pytest.raises(Problem, match="cannot be written: No such file"):
        write("x", str(tmp_path / "no" / "out.txt"))


def test_standard_output_may_have_no_bytes_below(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Plain:
        def write(self, text: str) -> None:
            taken.append(text)

    taken: list[str] = []
    monkeypatch.setattr(sys, "stdout", Plain())
    write("é\n")
    assert taken == ["é\n"]
