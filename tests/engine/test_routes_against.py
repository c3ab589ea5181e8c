"""`fastlint routes --against`: what became of the routes since an earlier inventory."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fastlint.cli import cli
from fastlint.report.routes_changes import compare, render, served

APP = """\
from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def guard(token: str = Header()):
    if token != "right":
        raise HTTPException(401)


@app.get("/items/{item_id}", dependencies=[Depends(guard)])
def read_item(item_id: int): ...


@app.get("/open")
def read_open(): ...
"""

Against = Callable[..., Result]


@pytest.fixture
def against(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Against:
    """Write the inventory of `APP`, change the application, compare."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fastlint.toml").write_text("")
    (tmp_path / "main.py").write_text(APP)
    (tmp_path / "old.json").write_text(CliRunner().invoke(cli, ["routes", "--format", "json"]).stdout)

    def after(text: str, *arguments: str) -> Result:
        (tmp_path / "main.py").write_text(text)
        return CliRunner().invoke(cli, ["routes", "--against", "old.json", *arguments])

    return after


def test_nothing_changed(against: Against) -> None:
    result = against(APP.replace("item_id", "id"))
    assert (result.exit_code, result.stdout) == (
        0,
        "0 routes lost protection, 0 changed otherwise, 0 appeared, 0 vanished\n",
    )


def test_a_route_that_lost_its_protection_fails_the_run(against: Against) -> None:
    result = against(APP.replace(", dependencies=[Depends(guard)]", ""))
    assert result.exit_code == 1
    assert result.stdout.startswith("Lost protection:\n  GET /items/{item_id}  protected -> public\n")


def test_a_route_that_is_protected_now_does_not(against: Against) -> None:
    result = against(APP.replace('"/open"', '"/open", dependencies=[Depends(guard)]'))
    assert result.exit_code == 0
    assert "Changed protection:\n  GET /open  public -> protected\n" in result.stdout


def test_routes_that_appeared_and_vanished(against: Against) -> None:
    result = against(APP.replace("/open", "/new"))
    assert result.exit_code == 0
    assert "Appeared:\n  GET /new  public\n" in result.stdout
    assert "Vanished:\n  GET /open  public\n" in result.stdout


def test_an_app_that_was_renamed_is_still_the_same(against: Against) -> None:
    result = against(APP.replace("app.", "service.").replace("app =", "service ="))
    assert "0 appeared, 0 vanished" in result.stdout


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "3", '{"routes": [3]}', '{"routes": [{"path": "/"}]}', '{"routes": 3}', "[" * 100_000, "\udcff"],
    ids=range(9),
)
def test_a_file_that_is_no_inventory_ends_the_run(against: Against, tmp_path: Path, text: str) -> None:
    (tmp_path / "old.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    result = against(APP)
    assert result.exit_code == 2
    assert "old.json" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_does_not_exist_ends_the_run(against: Against, tmp_path: Path) -> None:
    (tmp_path / "old.json").unlink()
    assert against(APP).exit_code == 2


def test_filters_and_other_formats_do_not_go_with_it(against: Against) -> None:
    assert CliRunner().invoke(cli, ["routes", "--against", "old.json", "--public"]).exit_code == 2
    assert CliRunner().invoke(cli, ["routes", "--against", "old.json", "--format", "csv"]).exit_code == 2


def test_changes_for_programs(against: Against, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(APP.replace(", dependencies=[Depends(guard)]", ""))
    result = CliRunner().invoke(cli, ["routes", "--against", "old.json", "--format", "json"])
    document = json.loads(result.stdout)
    assert [(pair["old"]["auth"], pair["new"]["auth"]) for pair in document["lost"]] == [(True, False)]
    assert (document["appeared"], document["vanished"], document["changed"]) == ([], [], [])


def inventory(*routes: tuple[str, bool | None, list[str]]) -> object:
    common = {"app": "main:app", "kind": "http", "methods": ["GET"], "scopes": []}
    return {"routes": [{**common, "path": path, "auth": auth, "roles": roles} for path, auth, roles in routes]}


def test_of_routes_that_share_a_path_the_weakest_counts() -> None:
    old = served(inventory(("/a", True, []), ("/b", True, [])))
    new = served(inventory(("/a", True, []), ("/a", False, []), ("/b", None, [])))
    assert [(before.path, after.auth) for before, after in compare(old, new).lost] == [("/a", False), ("/b", None)]


def test_a_route_that_asks_for_another_role_has_changed() -> None:
    changes = compare(served(inventory(("/a", True, ["admin"]))), served(inventory(("/a", True, ["staff"]))))
    assert changes.lost == []
    assert "  GET /a  protected [admin] -> protected [staff]\n" in render(changes)
