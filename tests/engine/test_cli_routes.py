"""`fastlint routes`: the inventory for people and for programs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fastlint.cli import cli
from fastlint.report import routes_text
from fastlint.run import survey

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
    assert list(document) == ["version", "routes", "library_routes", "apps", "unresolved", "summary", "fastapi"]
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


def test_an_endpoint_that_a_library_has_written_lies_in_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.py").write_text(
        "from fastapi import FastAPI\nfrom fastapi_users import FastAPIUsers\napp = FastAPI()\n"
        "users = FastAPIUsers(get_manager, [])\napp.include_router(users.get_register_router(Read, Create))\n"
    )
    document = json.loads(CliRunner().invoke(cli, ["routes", "--format", "json"]).stdout)
    (route,) = document["library_routes"]
    assert document["routes"] == document["unresolved"] == []
    assert (route["path"], route["endpoint_file"], route["endpoint_line"]) == ("/register", None, None)
    assert route["endpoint_name"].startswith("fastapi_users.router.register.")
    assert document["summary"]["total"] == 1


def test_json_says_who_is_refused_and_where(run: Result) -> None:
    routes = {route["path"]: route for route in json.loads(run.stdout)["routes"]}
    assert routes["/me"]["auth"] is True
    assert routes["/me"]["auth_evidence"][-1]["path"] == "main.py"
    assert routes["/login"]["auth"] is False


def test_the_table_has_a_line_for_each_route_and_the_totals(run: Result) -> None:
    lines = CliRunner().invoke(cli, ["routes"]).stdout.splitlines()
    assert lines[0] == "main:app"
    assert lines[1].split() == ["METHOD", "PATH", "AUTH", "GUARD", "RIGHTS", "HANDLER", "RESPONSE", "FLAGS"]
    assert [line.split()[:2] for line in lines[2:5]] == [["GET", "/me"], ["POST", "/login"], ["WS", "/store/live"]]
    assert lines[2].split()[2:] == ["protected", "current_user", "(parameter)", "me", "main:read_me", "str"]
    assert lines[3].endswith("hidden")
    assert lines[-1].startswith("3 routes in 2 files: ")


def test_into_a_pipe_goes_one_line_for_each_route_however_long(run: Result, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(APP.replace("/me", "/" + "very-long-" * 40))
    lines = CliRunner().invoke(cli, ["routes"], env={"COLUMNS": "80"}).stdout.splitlines()
    assert lines[2].endswith("str")
    assert len(lines[2]) > 400


def test_at_a_terminal_the_routes_stand_in_groups_within_its_width(run: Result) -> None:
    lines = routes_text.render(survey(["."]), color=True, width=70).splitlines()
    assert lines[:3] == ["main:app", "", "  /me"]
    assert "\x1b" not in lines[3]
    login = next(line for line in lines if "POST" in line)
    assert "\x1b[31mpublic\x1b[0m" in login
    assert all(len(line.replace("\x1b[31m", "").replace("\x1b[0m", "")) <= 70 for line in lines)
    assert lines[-2] == "FastAPI newest (not stated)"


@pytest.mark.parametrize(
    ("arguments", "paths"),
    [
        (["--public"], ["/login", "/store/live"]),
        (["--unknown"], []),
        (["--tag", "users"], ["/me"]),
        (["--path", "/store/*", "--path", "/m?"], ["/me", "/store/live"]),
        (["--public", "--path", "/l*"], ["/login"]),
    ],
)
def test_filters(run: Result, arguments: list[str], paths: list[str]) -> None:
    result = CliRunner().invoke(cli, ["routes", "--format", "json", *arguments])
    document = json.loads(result.stdout)
    assert [route["path"] for route in document["routes"]] == paths
    assert document["summary"]["total"] == len(paths)


def test_routes_are_required_of_the_application_and_not_of_the_filter(run: Result) -> None:
    assert CliRunner().invoke(cli, ["routes", "--require-routes", "--path", "/nothing"]).exit_code == 0


def test_csv_is_a_header_and_a_line_for_each_route(run: Result) -> None:
    lines = list(csv.DictReader(CliRunner().invoke(cli, ["routes", "--format", "csv"]).stdout.splitlines()))
    assert [(line["method"], line["path"], line["auth"]) for line in lines] == [
        ("GET", "/me", "protected"),
        ("POST", "/login", "public"),
        ("WS", "/store/live", "public"),
    ]


def test_markdown_is_one_table_in_which_nothing_is_markup(run: Result, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(APP.replace("response_model=str", "response_model=str | None"))
    lines = CliRunner().invoke(cli, ["routes", "--format", "markdown"]).stdout.splitlines()
    assert lines[0].startswith("| app | method | path |")
    assert r"str \| None" in lines[2]
    assert {line.replace(r"\|", "").count("|") for line in lines[:5]} == {10}


def test_mermaid_leads_from_the_app_by_way_of_the_guard(run: Result) -> None:
    chart = CliRunner().invoke(cli, ["routes", "--format", "mermaid"]).stdout
    assert chart.startswith("flowchart LR\n")
    assert '  app0 --> guard0{{"current_user (parameter)"}}\n' in chart
    assert '    route0["GET /me"]:::protected\n' in chart
    assert "  guard0 --> route0\n  app0 --> route1\n" in chart


def test_what_libraries_make_is_no_dependency_of_the_project(run: Result) -> None:
    names = [name for route in json.loads(run.stdout)["routes"] for name in route["dependencies"]]
    assert names
    assert all(":" in name for name in names)


def test_roles_are_what_guards_were_made_with(run: Result, tmp_path: Path) -> None:
    factory = (
        "def require(roles):\n    def check(user: str = Depends(current_user)): ...\n    return check\n\n\n@app.get"
    )
    text = APP.replace("@app.get", factory).replace(
        'Security(current_user, scopes=["me"])', 'Depends(require(roles=["admin", "staff"]))'
    )
    (tmp_path / "main.py").write_text(text)
    document = json.loads(CliRunner().invoke(cli, ["routes", "--format", "json"]).stdout)
    assert document["routes"][0]["roles"] == ["admin", "staff"]


def test_the_version_can_be_told(run: Result, tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("fastapi==0.110.1\n")

    def version(*arguments: str) -> dict[str, object]:
        found = json.loads(CliRunner().invoke(cli, ["routes", "--format", "json", *arguments]).stdout)["fastapi"]
        assert isinstance(found, dict)
        return found

    assert version() == {"version": "0.110.1", "path": "requirements.txt", "line": 1, "text": "fastapi==0.110.1"}
    assert version("--target-fastapi", "0.99")["version"] == "0.99"
    wrong = CliRunner().invoke(cli, ["routes", "--target-fastapi", "new"])
    assert (wrong.exit_code, "command line: target-fastapi must be a version" in wrong.stderr) == (2, True)


def test_routes_that_must_be_there(run: Result, tmp_path: Path) -> None:
    assert CliRunner().invoke(cli, ["routes", "--require-routes"]).exit_code == 0
    (tmp_path / "main.py").write_text("x = 1\n")
    (tmp_path / "store.py").write_text("")
    empty = CliRunner().invoke(cli, ["routes"])
    assert empty.exit_code == 0
    assert "no FastAPI application found" in empty.stderr
    assert CliRunner().invoke(cli, ["routes", "--require-routes"]).exit_code == 2
