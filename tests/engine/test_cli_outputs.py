"""Several formats at once, each to its place, and the summary of a step of GitHub Actions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fastlint.cli import cli


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "main.py").write_text("x = (\n")
    (tmp_path / "fastlint.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path


def check(*formats: str) -> Result:
    options = [[name] if name.startswith("--") else ["--output-format", name] for name in formats]
    return CliRunner().invoke(cli, ["check", *(word for words in options for word in words)], prog_name="fastlint")


def test_each_format_goes_to_its_file(tree: Path) -> None:
    result = check("concise", "json:out.json", "gitlab:a:b.json", "junit:out.xml")
    assert result.exit_code == 1
    assert result.stdout.startswith("main.py:1:")
    assert [finding["name"] for finding in json.loads((tree / "out.json").read_text())["findings"]] == [
        "unreadable-file"
    ]
    assert [issue["check_name"] for issue in json.loads((tree / "a:b.json").read_text())] == ["unreadable-file"]
    assert 'failures="1"' in (tree / "out.xml").read_text()


@pytest.mark.parametrize(
    ("formats", "message"),
    [
        (("json", "sarif"), "json and sarif cannot both be written to standard output; name a file for each"),
        (("text", "json"), "text and json cannot both be written to standard output"),
        (("text:a", "json:a"), "text and json cannot both be written to a; name a file for each"),
        (("xml",), "'xml' is not one of text, concise, json, jsonl, sarif, github, gitlab, junit, rdjson, markdown"),
    ],
)
def test_what_would_garble_a_report_is_refused_before_the_run(formats: tuple[str, ...], message: str) -> None:
    result = check(*formats)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_a_report_without_directory_is_refused_before_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fastlint.run.check", lambda *_: pytest.fail("it ran"))
    result = check("text", "json:no/out.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "fastlint: no/out.json: cannot be written: No such file or directory\n"


def test_logs_may_follow_one_another() -> None:
    result = check("github", "concise")
    assert result.stdout.startswith("::error file=main.py,line=1")
    assert "\nmain.py:1:" in result.stdout


def test_the_summary_of_a_step_is_appended_to(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    (tree / "summary.md").write_text("earlier\n")
    check("text", "json:out.json")
    assert (tree / "summary.md").read_text() == "earlier\n"
    check("github")
    assert (tree / "summary.md").read_text().startswith("earlier\n## fastlint\n\n1 finding: 1 error in 0 files")


def test_a_summary_that_cannot_be_written_is_said(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tree))
    result = check("github")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"fastlint: GITHUB_STEP_SUMMARY: {tree}: cannot be written: ")


def test_suppressed_findings_are_for_sarif_alone(tree: Path) -> None:
    (tree / "fastlint.toml").write_text('[per-file-ignores]\n"main.py" = ["FL001"]\n')
    result = check("sarif:out.sarif", "json:out.json", "--sarif-suppressed")
    assert result.exit_code == 0, result.output
    assert json.loads((tree / "out.json").read_text())["findings"] == []
    (found,) = json.loads((tree / "out.sarif").read_text())["runs"][0]["results"]
    assert (found["ruleId"], found["suppressions"]) == ("FL001", [{"kind": "external"}])
    check("sarif:out.sarif")
    assert json.loads((tree / "out.sarif").read_text())["runs"][0]["results"] == []
