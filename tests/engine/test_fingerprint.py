"""What makes a finding the same one in the next run."""

from __future__ import annotations

from pathlib import Path

from fastlint.engine_rules import CRASHED_RULE, UNRESOLVED_ROUTE
from fastlint.finding import Finding
from fastlint.fingerprint import fingerprinted
from fastlint.model import Route
from fastlint.rule import Rule
from fastlint.source.lines import Lines
from fastlint.source.span import Span
from fastlint.testing import report_on

TEXT = "import os\n\n\ndef first():\n    x = run(1)\n    x = run(1)\n\n\ndef second():\n    x = run(1)\n"


def known(
    folder: Path, text: str, *lines: int, rule: Rule = CRASHED_RULE, message: str = "odd", path: str = "a.py"
) -> list[str]:
    (folder / path).write_text(text)
    project = report_on({path: text}, []).project
    findings = [Finding(Span(path, line, 9, line, 15), message, rule=rule) for line in lines]
    assert project is not None
    return [f.fingerprint for f in fingerprinted(findings, project.modules.values(), Lines(str(folder)))]


def test_equal_findings_are_told_apart_by_function_and_by_count(tmp_path: Path) -> None:
    assert len(set(known(tmp_path, TEXT, 5, 6, 10))) == 3


def test_lines_above_and_white_space_change_nothing(tmp_path: Path) -> None:
    moved = "# new\n\n" + TEXT.replace("x = run(1)", "x  =  run(1)").replace("    x", "\tx")
    assert known(tmp_path, TEXT, 5, 6, 10) == known(tmp_path, moved, 7, 8, 12)


def test_the_order_of_the_findings_changes_nothing(tmp_path: Path) -> None:
    assert known(tmp_path, TEXT, 5, 6, 10) == known(tmp_path, TEXT, 10, 6, 5)[::-1]


def test_the_message_is_no_part_of_it(tmp_path: Path) -> None:
    assert known(tmp_path, TEXT, 5) == known(tmp_path, TEXT, 5, message="odder")


def test_code_rule_and_function_are_parts_of_it(tmp_path: Path) -> None:
    one = known(tmp_path, TEXT, 5)
    assert one != known(tmp_path, TEXT, 5, rule=UNRESOLVED_ROUTE)
    assert one != known(tmp_path, TEXT.replace("first", "third"), 5)
    assert one != known(tmp_path, TEXT.replace("run(1)", "run(2)"), 5)
    assert known(tmp_path, TEXT, 1) != known(tmp_path, TEXT, 1, path="b.py")


def test_a_file_that_is_gone_still_gives_fingerprints(tmp_path: Path) -> None:
    finding = Finding(Span("gone.py", 3, 1, 3, 2), "odd", rule=CRASHED_RULE)
    found = fingerprinted([finding, finding], [], Lines(str(tmp_path)))
    assert len({one.fingerprint for one in found}) == 2


def test_the_directory_of_the_run_is_no_part_of_it(tmp_path: Path) -> None:
    def from_here(root: Path, path: str) -> str:
        finding = Finding(Span(path, 3, 1, 3, 2), "odd", rule=CRASHED_RULE)
        (one,) = fingerprinted([finding], [], Lines(str(root)), str(tmp_path))
        return one.fingerprint

    assert from_here(tmp_path, "app/a.py") == from_here(tmp_path / "app", "a.py") != from_here(tmp_path, "a.py")


def test_a_route_counts_in_its_handler_and_nowhere_else(tmp_path: Path) -> None:
    text = (
        "from fastapi import FastAPI\n\napp = FastAPI()\n\ndef shared(x):\n    use(x)\n\n"
        "@app.get('/a')\ndef first(x: str):\n    shared(x)\n\n@app.get('/b')\ndef second(x: str):\n    shared(x)\n"
    )
    (tmp_path / "a.py").write_text(text)
    project = report_on({"a.py": text}, []).project
    assert project is not None
    modules, lines = list(project.modules.values()), Lines(str(tmp_path))
    first, second = project.routes

    def known(line: int, route: Route) -> str:
        finding = Finding(Span("a.py", line, 5, line, 9), "odd", route=route, rule=CRASHED_RULE)
        return fingerprinted([finding], modules, lines)[0].fingerprint

    assert known(6, first) == known(6, second)
    assert known(10, first) != known(10, second)
