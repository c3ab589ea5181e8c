"""`fastlint compare`: what changed between two reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fastlint.cli import cli

APP = """\
import os

from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def guard(token: str = Header()):
    if token != "right":
        raise HTTPException(401)


@app.get("/items/{item_id}", dependencies=[Depends(guard)])
def read_item(item_id: int): ...


@app.get("/list")
def list_directory(name: str):
    os.system("ls " + name)
"""

Compare = Callable[..., Result]


@pytest.fixture
def compare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Compare:
    """Report on `APP`, then on it with a change, and compare."""
    (tmp_path / "fastlint.toml").write_text("select = ['command-injection']\n")
    monkeypatch.chdir(tmp_path)

    def changed(old: str = "", new: str = "", *arguments: str) -> Result:
        for name, text in (("old", APP), ("new", APP.replace(old, new) if old else APP)):
            (tmp_path / "main.py").write_text(text)
            CliRunner().invoke(cli, ["check", "--output-format", f"json:{name}.json"])
        return CliRunner().invoke(cli, ["compare", "old.json", "new.json", *arguments])

    return changed


def test_nothing_changed(compare: Compare) -> None:
    result = compare()
    assert result.exit_code == 0
    assert result.stdout == (
        "0 new findings, 0 fixed, 1 unchanged\n0 routes lost protection, 0 changed otherwise, 0 appeared, 0 vanished\n"
    )


def test_a_new_finding(compare: Compare) -> None:
    result = compare('    os.system("ls " + name)\n', '    os.system("ls " + name)\n    os.system("rm " + name)\n')
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "New findings:\n  main.py:20:5: error FL204 command-injection: Query parameter `name`"
    )
    assert "\n1 new finding, 0 fixed, 1 unchanged\n" in result.stdout


def test_a_fixed_finding(compare: Compare) -> None:
    result = compare('    os.system("ls " + name)', "    pass")
    assert result.exit_code == 0
    assert result.stdout.startswith("Fixed findings:\n  main.py:19:5: error FL204 command-injection: ")


def test_lines_that_move_change_nothing(compare: Compare) -> None:
    assert "0 new findings, 0 fixed, 1 unchanged\n" in compare("import os\n", "# moved\n\nimport os\n").stdout


def test_a_route_that_lost_its_protection_is_worse_without_any_finding(compare: Compare) -> None:
    result = compare(", dependencies=[Depends(guard)]", "")
    assert result.exit_code == 1
    assert "Lost protection:\n  GET /items/{item_id}  protected -> public\n" in result.stdout


def test_one_that_gained_protection_is_shown(compare: Compare) -> None:
    result = compare('"/list"', '"/list", dependencies=[Depends(guard)]')
    assert result.exit_code == 0
    assert "Changed protection:\n  GET /list  public -> protected\n" in result.stdout


def test_as_json(compare: Compare) -> None:
    document = json.loads(
        compare('    os.system("ls " + name)', '    os.system("rm " + name)', "--format", "json").stdout
    )
    assert [finding["name"] for finding in document["new"]] == ["command-injection"]
    assert (len(document["fixed"]), document["unchanged"], document["routes"]["lost"]) == (1, 0, [])


def test_what_counts_as_worse_can_be_told(compare: Compare, tmp_path: Path) -> None:
    compare('    os.system("ls " + name)\n', '    os.system("ls " + name)\n    os.system("rm " + name)\n')
    text = (tmp_path / "new.json").read_text().replace('"severity": "error"', '"severity": "note"')
    (tmp_path / "new.json").write_text(text)
    for fail_on, code in (("warning", 0), ("note", 1)):
        result = CliRunner().invoke(cli, ["compare", "old.json", "new.json", "--fail-on", fail_on])
        assert result.exit_code == code


def test_a_report_without_inventory_still_compares(compare: Compare, tmp_path: Path) -> None:
    compare()
    document = json.loads((tmp_path / "old.json").read_text())
    del document["inventory"]
    (tmp_path / "old.json").write_text(json.dumps(document))
    result = CliRunner().invoke(cli, ["compare", "old.json", "new.json"])
    assert result.stdout.endswith("the routes cannot be compared: no inventory\n")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", "[" * 100_000, '{"findings": [1]}', '{"findings": [{"severity": "grave"}]}', "\x00"],
)
def test_what_is_no_report_is_refused(compare: Compare, tmp_path: Path, text: str) -> None:
    compare()
    (tmp_path / "old.json").write_text(text)
    result = CliRunner().invoke(cli, ["compare", "old.json", "new.json"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "fastlint: old.json: is no report made by `fastlint check --output-format json`\n"


def test_a_file_that_is_not_there(compare: Compare) -> None:
    result = CliRunner().invoke(cli, ["compare", "gone.json", "new.json"])
    assert result.exit_code == 2
    assert "File 'gone.json' does not exist" in result.stderr
