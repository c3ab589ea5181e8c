"""The baseline: what it silences, how it survives edits, what becomes of its entries."""

from __future__ import annotations

import ast
import itertools
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fastlint import baseline as baselines
from fastlint.cli import cli

APP = """\
import os

from fastapi import FastAPI

app = FastAPI()


@app.get("/list")
def list_directory(name: str):
    os.system("ls " + name)
    os.system("ls " + name)


def remove(name):
    os.system("rm " + name)


class Store:
    def show(self, name):
        os.system("cat " + name)


store = Store()


@app.get("/show")
def show(name: str):
    remove(name)
    store.show(name)
"""

EMPTY = '"rule": "", "path": "", "where": "", "message": "", "fingerprint": ""'

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in a directory with an application of four defects."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "main.py").write_text(APP)
    (tmp_path / "fastlint.toml").write_text("select = ['command-injection', 'FL003']\n")
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(cli, list(arguments))

    return invoke


def lines(result: Result) -> list[str]:
    """`path:line rule` of a concise report."""
    return re.findall(r"^(\S+?:\d+):\d+: \w+ \w+ (?=unused|command)", result.stdout, re.MULTILINE)


def check(run: Run, *arguments: str) -> Result:
    return run("check", "--baseline", "fastlint-baseline.json", "--output-format", "concise", *arguments)


def test_it_silences_everything_and_says_how_much(run: Run) -> None:
    assert len(lines(run("check", "--output-format", "concise"))) == 4
    made = run("baseline", "create")
    assert made.stdout.startswith("fastlint-baseline.json: 4 added\nUse it with --baseline fastlint-baseline.json")
    assert (check(run).exit_code, check(run).stdout) == (0, "")
    assert (
        "no findings in 1 file; 4 more in the baseline\n" in run("check", "--baseline", "fastlint-baseline.json").stdout
    )
    report = json.loads(run("check", "--baseline", "fastlint-baseline.json", "--output-format", "json").stdout)
    assert report["silenced"] == {"ignored": 0, "baselined": 4, "older": 0}


def test_it_survives_edits_and_shows_what_is_new_alone(run: Run, tmp_path: Path) -> None:
    run("baseline", "create")
    head, first, second, rest = re.split(r"\n\n\n(?=@app.get\(\"/list|def|class)", APP)
    moved = "\n\n\n".join(["# new", head, "X = 1\n" * 5, second, rest.replace("store", "shelf"), first])
    moved = moved.replace("shelf.show", "shelf . show").replace(
        '    os.system("cat', '    x = 1\n        os.system( "cat'
    )
    moved = moved.replace('os.system( "cat', 'os.system("cat')
    (tmp_path / "app" / "main.py").write_text(moved)
    assert (check(run).exit_code, lines(check(run))) == (0, [])
    (tmp_path / "app" / "main.py").write_text(
        moved.replace("    remove(name)", '    os.system("mv " + name)\n    remove(name)')
    )
    (one,) = lines(check(run))
    assert 'os.system("mv' in (tmp_path / "app" / "main.py").read_text().splitlines()[int(one.partition(":")[2]) - 1]
    assert check(run).exit_code == 1


def test_a_second_defect_like_a_known_one_is_new(run: Run, tmp_path: Path) -> None:
    run("baseline", "create")
    line = '    os.system("ls " + name)\n'
    (tmp_path / "app" / "main.py").write_text(APP.replace(line, line * 2, 1))
    assert len(lines(check(run))) == 1


def test_what_is_mended_is_obsolete_until_it_is_pruned(run: Run, tmp_path: Path) -> None:
    run("baseline", "create")
    (tmp_path / "app" / "main.py").write_text(APP.replace('os.system("rm " + name)', "pass"))
    result = check(run)
    assert result.exit_code == 1
    (obsolete,) = lines(result)
    text = (tmp_path / "fastlint-baseline.json").read_text().splitlines()[int(obsolete.partition(":")[2]) - 1]
    assert obsolete.startswith("fastlint-baseline.json:")
    assert '"fingerprint"' in text
    assert "The baseline speaks of `command-injection` in `main:remove`, which is no longer reported" in result.stdout
    assert run("baseline", "prune").stdout == "fastlint-baseline.json: 1 removed, 3 kept\n"
    assert check(run).exit_code == 0
    assert run("baseline", "prune").stdout == "fastlint-baseline.json: 3 kept\n"


def test_only_a_run_over_all_of_it_knows_what_is_obsolete(run: Run, tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "x.py").touch()
    run("baseline", "create")
    (tmp_path / "app" / "main.py").write_text("")
    assert len(lines(check(run))) == 4
    assert lines(check(run, "lib")) == lines(check(run, "app/main.py")) == []
    assert lines(check(run, "--select", "FL003")) == []
    (tmp_path / "app" / "main.py").unlink()
    assert len(lines(check(run))) == 4


def test_update_adds_and_removes_and_keeps_notes(run: Run, tmp_path: Path) -> None:
    run("baseline", "create", "--note", "before the audit", "--expires", "2999-01-31")
    changed = APP.replace('os.system("rm " + name)', 'os.system("mv " + name)')
    (tmp_path / "app" / "main.py").write_text(changed)
    assert run("baseline", "update", "--note", "seen").stdout == "fastlint-baseline.json: 1 added, 1 removed, 3 kept\n"
    entries = json.loads((tmp_path / "fastlint-baseline.json").read_text())["findings"]
    assert sorted(entry["note"] for entry in entries) == ["before the audit"] * 3 + ["seen"]
    assert sorted(entry.get("expires", "") for entry in entries) == ["", *["2999-01-31"] * 3]
    assert check(run).exit_code == 0


def test_an_entry_expires(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("baseline", "create", "--expires", "2030-05-04")

    def on(day: date) -> Result:
        monkeypatch.setattr("fastlint.verdict.known.today", lambda: day)
        monkeypatch.setattr("fastlint.baseline.today", lambda: day)
        return check(run)

    assert on(date(2030, 5, 4)).exit_code == 0
    late = on(date(2030, 5, 5))
    assert (late.exit_code, len(lines(late))) == (1, 4)
    assert "fastlint: 4 entries of the baseline have expired: what they silenced is shown again\n" in late.stderr
    assert run("baseline", "update").stdout == (
        "fastlint-baseline.json: 4 kept, 4 of them expired: mend them or give them a new date\n"
    )
    shown = run("baseline", "show").stdout
    assert "command-injection  app/main.py  main:Store.show  until 2030-05-04 (expired)\n" in shown
    assert shown.endswith("4 entries, 4 expired\n")


def test_the_configuration_names_it_from_wherever_it_is_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fastlint.toml").write_text("select = ['command-injection']\nbaseline = 'known/old.json'\n")
    (tmp_path / "known").mkdir()
    assert run("baseline", "create").stdout == "known/old.json: 4 added\n"
    assert json.loads((tmp_path / "known" / "old.json").read_text())["paths"] == [".."]
    monkeypatch.chdir(tmp_path / "app")
    assert run("check", "main.py").exit_code == run("check", "..").exit_code == 0
    monkeypatch.chdir(tmp_path.parent)
    assert run("check", str(tmp_path)).exit_code == 0
    assert run("check", str(tmp_path), "--config", "baseline=''").exit_code == 1


def test_two_are_byte_identical_and_a_link_stays_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "fastlint-baseline.json").symlink_to("kept/real.json")
    first = run("baseline", "create")
    assert first.exit_code == 2
    assert "fastlint-baseline.json: is there already. `fastlint baseline update` adds what is new" in first.stderr
    (tmp_path / "fastlint-baseline.json").unlink()
    run("baseline", "create")
    made = (tmp_path / "fastlint-baseline.json").read_bytes()
    (tmp_path / "fastlint-baseline.json").rename(tmp_path / "kept" / "real.json")
    (tmp_path / "fastlint-baseline.json").symlink_to("kept/real.json")
    # A link to elsewhere is written through: its paths still speak of the directory of the name that was given.
    run("baseline", "update")
    assert (tmp_path / "fastlint-baseline.json").is_symlink()
    assert (tmp_path / "kept" / "real.json").read_bytes() == made
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "app",
        "fastlint-baseline.json",
        "fastlint.toml",
        "kept",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no such baseline. `fastlint baseline create` makes one"),
        ("{", ":1: is no JSON: "),
        ('{\n"version": 1,\n"paths": [}\n}', ":3: is no JSON: "),
        ("[" * 100_000, "is no JSON: RecursionError"),
        ("[]", "is no baseline: Expected `object`, got `array`. Mend it, or make it anew"),
        ('{"version": 2, "paths": [], "findings": []}', "is no baseline: Invalid enum value 2 - at `$.version`"),
        ('{"version": 1, "findings": []}', "is no baseline: Object missing required field `paths`"),
        (
            '{"version": 1, "paths": [], "findings": [{"rule": "x"}]}',
            "missing required field `path` - at `$.findings[0]`",
        ),
        (
            f'{{"version": 1, "paths": [], "findings": [{{{EMPTY}, "expires": "soon"}}]}}',
            "is no baseline: Invalid RFC3339 encoded date - at `$.findings[0].expires`",
        ),
    ],
)
def test_what_is_no_baseline_is_refused(run: Run, tmp_path: Path, text: str | None, message: str) -> None:
    if text is not None:
        (tmp_path / "fastlint-baseline.json").write_text(text)
    for command in (["check", "--baseline", "fastlint-baseline.json"], ["baseline", "show"], ["baseline", "update"]):
        result = run(*command)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"fastlint: {tmp_path}/fastlint-baseline.json:")
        assert message in result.stderr
        assert result.stderr.count("\n") == 1


def test_nothing_is_written_when_a_rule_failed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fastlint.insight.flow import Flows

    def fail(*arguments: object) -> None:
        raise KeyError("odd")

    (tmp_path / "fastlint.toml").write_text("")
    monkeypatch.setattr(Flows, "into", fail)
    result = run("baseline", "create")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "failed on the project: KeyError: 'odd'" in result.stderr
    assert not (tmp_path / "fastlint-baseline.json").exists()


def test_a_place_that_cannot_be_written_is_named(run: Run) -> None:
    result = run("baseline", "create", "--baseline", "missing/known.json")
    assert result.exit_code == 2
    assert "missing/known.json: cannot be written: No such file or directory" in result.stderr


def test_the_mode_of_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    baselines.Baseline(str(file), (".",)).write()
    assert file.stat().st_mode & 0o111 == 0
    file.chmod(0o640)
    baselines.Baseline(str(file), ("app",)).write()
    assert file.stat().st_mode & 0o777 == 0o640
    assert baselines.read(str(file)).paths == ("app",)


def test_a_whole_application_survives_new_lines_and_functions_in_another_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixture = Path(__file__).parent.parent.parent / "fixtures" / "shop"
    shutil.copytree(fixture, tmp_path / "shop", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path / "shop")
    # Which of two routes comes first is what these rules are about.
    Path("fastlint.toml").write_text('ignore = ["shadowed-route", "duplicate-route"]\n')
    assert CliRunner().invoke(cli, ["baseline", "create"]).exit_code == 0
    for file in sorted((tmp_path / "shop").rglob("*.py")):
        file.write_text(reordered(file.read_text()))
    result = CliRunner().invoke(cli, ["check", "--baseline", "fastlint-baseline.json", "--output-format", "concise"])
    assert (result.exit_code, result.stdout) == (0, "")


def reordered(text: str) -> str:
    """The module with its last run of top-level functions reversed, and new lines around all of them."""
    lines, body = text.splitlines(keepends=True), ast.parse(text).body
    run = list(itertools.takewhile(lambda node: isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)), body[::-1]))
    if not run:
        return text
    starts = {node: min([node.lineno, *(d.lineno for d in node.decorator_list)]) - 1 for node in run}
    pieces = ["".join(lines[starts[node] : node.end_lineno]) for node in run]
    return "".join(lines[: starts[run[-1]]]) + "# new\n\n".join(["# new\n\n", *(f"{piece}\n\n" for piece in pieces)])
