"""What `fastlint check` shows beside the findings, and what it does in place of a report."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fastlint.cli import cli
from fastlint.config import Config
from fastlint.run import check

APP = """\
import os

from fastapi import FastAPI
from lib import used

app = FastAPI()


@app.get("/list")
def list_directory(name: str):
    os.system("ls " + name)
    os.system("rm " + name)
    eval(name)
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    (tmp_path / "main.py").write_text(APP)
    (tmp_path / "lib.py").write_text("used = 1\n")
    (tmp_path / "fastlint.toml").write_text("select = ['injection', 'engine']\n")
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, text: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, ["check", *arguments], input=text)

    return invoke


# ---------------------------------------------------------------- beside the findings


def test_statistics_count_the_findings_of_each_rule(run: Run) -> None:
    assert run("--statistics").stdout.endswith("\n2  FL204  command-injection\n1  FL205  code-injection\n")
    for form in ("json", "sarif"):
        result = run("--statistics", "--output-format", form)
        assert json.loads(result.stdout)
        assert "2  FL204  command-injection\n" in result.stderr


def test_quiet_prints_findings_alone(run: Run, tmp_path: Path) -> None:
    assert "command-injection" in run("-q").stdout
    (tmp_path / "main.py").write_text("x = 1\n")
    assert "no FastAPI application found" in run().stderr
    silent = run("-q")
    assert (silent.exit_code, silent.stdout, silent.stderr) == (0, "", "")


def test_verbose_says_what_the_run_is_based_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("fastapi==0.110.1\n")
    said = run("-v", "--select", "FL204", "--per-file-ignores", "main.py:FL204").stderr
    assert f"fastlint: configuration: {tmp_path}/fastlint.toml\n" in said
    assert f"fastlint: FastAPI: 0.110.1 ({tmp_path}/requirements.txt:1)\n" in said
    assert "rules: 3, files: 2, applications: 1\n" in said
    assert "kept silent: 2 by comments and per-file-ignores, 0 by the baseline\n" in said


# ---------------------------------------------------------------- in place of the report


def test_files_are_listed(run: Run) -> None:
    assert run("--show-files").stdout == "lib.py\nmain.py\n"
    assert run("--show-files", "--config", "exclude=lib.py").stdout == "main.py\n"
    assert run("--show-files", "main.py").stdout == "main.py\n"


def test_settings_are_shown(run: Run) -> None:
    result = run("--show-settings", "--persona", "auditor")
    assert result.exit_code == 0
    assert 'persona = "auditor"' in result.stdout
    assert "# command line\n" in result.stdout


# ---------------------------------------------------------------- standard input


def test_standard_input_is_analysed_as_the_file_it_is_called(run: Run) -> None:
    text = APP.replace("    eval(name)\n", "")
    result = run("--stdin-filename", "main.py", "-", "--output-format", "concise", text=text)
    assert [line.split()[2] for line in result.stdout.splitlines()] == ["FL204", "FL204"]
    assert (result.exit_code, run("--stdin-filename", "main.py", "-", text="").exit_code) == (1, 0)


def test_the_text_shows_the_lines_that_came_in(run: Run) -> None:
    text = APP.replace('"ls "', '"dir "')
    assert 'os.system("dir " + name)' in run("--stdin-filename", "main.py", "-", text=text).stdout


def test_a_file_that_is_not_there_yet_is_analysed(run: Run, tmp_path: Path) -> None:
    result = run("--stdin-filename", "new/other.py", "-", "--output-format", "concise", text=APP)
    assert result.stdout.startswith("new/other.py:11:5: error FL204")
    assert not (tmp_path / "new").exists()


def test_what_cannot_be_decoded_is_reported(run: Run) -> None:
    result = run("--stdin-filename", "main.py", "-", "--output-format", "concise", text=b"x = '\xff'\n")
    assert "main.py:1:6: error FL001 unreadable-file: Not analysed: the file is not valid utf-8" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-"], "say with --stdin-filename NAME which file - is"),
        (["--stdin-filename", "main.py"], "--stdin-filename goes with the path -"),
    ],
)
def test_a_name_and_a_dash_go_together(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, message in result.stderr) == (2, True)


def test_the_api_takes_contents(run: Run) -> None:
    report = check(["main.py"], contents={"main.py": APP.replace('"ls "', '"cat "').encode()})
    assert [finding.span.path for finding in report.findings] == ["main.py"] * 3
    assert report.lines.line("main.py", 11) == '    os.system("cat " + name)'


# ---------------------------------------------------------------- --add-ignores


def test_an_ignore_comment_is_written_for_each_finding(run: Run, tmp_path: Path) -> None:
    result = run("--add-ignores", "--reason", "known since 2026")
    assert (result.exit_code, result.stdout) == (0, "3 findings ignored in 1 file, 0 left\n")
    assert (tmp_path / "main.py").read_text() == (
        APP.replace('ls " + name)', 'ls " + name)  # fastlint: ignore[command-injection] known since 2026')
        .replace('rm " + name)', 'rm " + name)  # fastlint: ignore[command-injection] known since 2026')
        .replace("eval(name)", "eval(name)  # fastlint: ignore[code-injection] known since 2026")
    )
    assert run().exit_code == 0
    assert run("--add-ignores").stdout == "0 findings ignored in 0 files, 0 left\n"


def test_encoding_mark_newlines_and_mode_stay(run: Run, tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + APP.replace("import os\n", "import os  # \u00e4\n").replace("\n", "\r\n").encode()
    (tmp_path / "main.py").write_bytes(data)
    (tmp_path / "main.py").chmod(0o755)
    run("--add-ignores", "--select", "FL205")
    expected = data.replace(b"eval(name)", b"eval(name)  # fastlint: ignore[code-injection]")
    assert (tmp_path / "main.py").read_bytes() == expected
    assert (tmp_path / "main.py").stat().st_mode & 0o777 == 0o755


def test_latin_1_is_kept_and_a_reason_that_it_cannot_hold_is_refused(run: Run, tmp_path: Path) -> None:
    data = b"# coding: latin-1\n# \xe4\n" + APP.encode()
    (tmp_path / "main.py").write_bytes(data)
    result = run("--add-ignores", "--reason", "\u4e2d")
    assert result.exit_code == 1
    assert (
        "main.py:13:5: command-injection was not ignored: the reason cannot be written in the file's" in result.stdout
    )
    assert (tmp_path / "main.py").read_bytes() == data
    assert run("--add-ignores", "--reason", "\u00f6").exit_code == 0
    assert b"ignore[code-injection] \xf6\n" in (tmp_path / "main.py").read_bytes()


def test_findings_about_comments_and_files_are_left(run: Run, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("x = 1  # fastlint: ignore[code-injection]\n")
    (tmp_path / "lib.py").write_text("x = (\n")
    result = run("--add-ignores")
    assert result.exit_code == 1
    assert "unused-ignore was not ignored: it cannot be ignored by a comment\n" in result.stdout
    assert "unreadable-file was not ignored: it cannot be ignored by a comment\n" in result.stdout
    assert result.stdout.endswith("0 findings ignored in 0 files, 2 left\n")


def test_a_file_that_cannot_be_replaced_stays(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", fail)
    result = run("--add-ignores", "--no-cache")
    assert "code-injection was not ignored: its file cannot be written: Permission denied\n" in result.stdout
    assert (tmp_path / "main.py").read_text() == APP
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fastlint.toml", "lib.py", "main.py"]


def test_a_reason_is_asked_for_where_the_project_wants_one(run: Run, tmp_path: Path) -> None:
    required = ("--config", "require-ignore-reason=true")
    result = run("--add-ignores", *required)
    assert result.exit_code == 2
    assert (
        result.stderr == "fastlint: the configuration asks for a reason in ignore comments: say it with --reason TEXT\n"
    )
    assert run("--add-ignores", "--reason", "a\nb").stderr == "fastlint: --reason must be one line of plain text\n"
    assert (tmp_path / "main.py").read_text() == APP
    assert run("--add-ignores", "--reason", "known", *required).exit_code == run(*required).exit_code == 0


# ---------------------------------------------------------------- defects of our own


def test_a_crash_of_the_linker_costs_the_file_that_it_met(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from fastlint.link.evaluator import Evaluator

    before = Evaluator.run

    def fail(self: Evaluator, path: str) -> None:
        state = self.states[path]
        if path == "lib.py":
            raise KeyError(len(state.module.path))
        before(self, path)

    whole = run("--output-format", "concise").stdout.splitlines()
    monkeypatch.setattr(Evaluator, "run", fail)
    result = run("--output-format", "concise")
    assert result.exit_code == 2
    (told,) = (line for line in result.stdout.splitlines() if line.startswith("lib.py:1:1: "))
    assert "the file met a defect of fastlint, please report it: KeyError: 6 (test_cli_manner.py:" in told
    assert {line for line in whole if line.startswith("main.py")} <= set(result.stdout.splitlines())


def test_a_linker_that_meets_no_file_ends_the_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fastlint.linking.link", lambda *_: 1 / 0)
    result = run()
    assert result.exit_code == 2
    assert re.fullmatch(
        r"fastlint: Linking the files to an application failed: ZeroDivisionError: division by zero "
        r"\(test_cli_manner\.py:\d+\)\. This is a defect of fastlint: please report it\n",
        result.stderr,
    )


def test_problems_are_harmless_on_a_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fastlint.toml").write_text('"\\u001b[31mselect" = 1\n')
    assert "\x1b" not in run().stderr


def test_a_configuration_is_a_value(run: Run) -> None:
    assert [f.rule.name for f in check(["."], Config(select=("code-injection",))).findings if f.rule] == [
        "code-injection"
    ]
