"""`fastlint routes`: the inventory for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fastlint.cli import cli

APP = """\
from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer

from store import router

oauth2 = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()


def current_user(token: str = Depends(oauth2)) -> str:
    if token != "right":
        raise HTTPException(401)
    return token


@app.get("/me", response_model=str, tags=["users"])
def read_me(user: str = Security(current_user, scopes=["me"])):
    return user


@app.post("/login", status_code=201, include_in_schema=False)
async def login():
    return {}


app.include_router(router, prefix="/store")
"""

STORE = """\
from fastapi import APIRouter, WebSocket

router = APIRouter()


@router.websocket("/live")
async def live(socket: WebSocket): ...
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    (tmp_path / "fastlint.toml").write_text("")
    (tmp_path / "main.py").write_text(APP)
    (tmp_path / "store.py").write_text(STORE)
    monkeypatch.chdir(tmp_path)
    return CliRunner().invoke(cli, ["routes", ".", "--format", "json"])


def test_json_follows_the_contract(run: Result) -> None:
    document = json.loads(run.stdout)
    assert run.exit_code == 0
    assert list(document) == ["version", "routes", "apps", "unresolved", "summary"]
    routes = {route["path"]: route for route in document["routes"]}
    assert list(routes) == ["/me", "/login", "/store/live"]
    me = routes["/me"]
    assert {key: me[key] for key in ("app", "methods", "kind", "endpoint_file", "endpoint_line", "endpoint_name")} == {
        "app": "main:app",
        "methods": ["GET"],
        "kind": "http",
        "endpoint_file": "main.py",
        "endpoint_line": 17,
        "endpoint_name": "main:read_me",
    }
    assert me["dependencies"][0] == "main:current_user"
    assert me["security"] == [{"scheme": "OAuth2PasswordBearer", "scopes": ["me"]}]
    assert (me["response_model"], me["tags"], me["conditional"]) == ("str", ["users"], False)
    login = routes["/login"]
    assert (login["status_code"], login["include_in_schema"], login["dependencies"]) == (201, False, [])
    assert (routes["/store/live"]["kind"], routes["/store/live"]["endpoint_file"]) == ("websocket", "store.py")
    assert document["apps"] == [
        {"name": "main:app", "path": "main.py", "line": 7, "routes": 3, "mounted_in": None, "mount_path": ""}
    ]
    assert document["summary"]["total"] == 3


def test_json_says_who_is_refused_and_where(run: Result) -> None:
    routes = {route["path"]: route for route in json.loads(run.stdout)["routes"]}
    assert routes["/me"]["auth"] is True
    assert routes["/me"]["auth_evidence"][-1]["path"] == "main.py"
    assert routes["/login"]["auth"] is False


def test_the_table_has_a_line_for_each_route_and_the_totals(run: Result) -> None:
    lines = CliRunner().invoke(cli, ["routes"]).stdout.splitlines()
    assert lines[0] == "main:app"
    assert lines[1].split() == ["METHOD", "PATH", "AUTH", "HANDLER", "WHY"]
    assert [line.split()[:2] for line in lines[2:5]] == [["GET", "/me"], ["POST", "/login"], ["WS", "/store/live"]]
    assert lines[3].endswith("hidden")
    assert lines[-1].startswith("3 routes in 2 files: ")


def test_routes_that_must_be_there(run: Result, tmp_path: Path) -> None:
    assert CliRunner().invoke(cli, ["routes", "--require-routes"]).exit_code == 0
    (tmp_path / "main.py").write_text("x = 1\n")
    (tmp_path / "store.py").write_text("")
    empty = CliRunner().invoke(cli, ["routes"])
    assert empty.exit_code == 0
    assert "no FastAPI application found" in empty.stderr
    assert CliRunner().invoke(cli, ["routes", "--require-routes"]).exit_code == 2
