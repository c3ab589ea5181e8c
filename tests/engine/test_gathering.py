"""A file that is given alone: its imports are followed, and nothing else is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastlint import Config, check
from fastlint.gathering import gather
from fastlint.run import survey

FILES = {
    "pyproject.toml": "",
    "shop/__init__.py": "",
    "shop/main.py": """\
from fastapi import FastAPI
from .items import router
app = FastAPI()
app.include_router(router, prefix="/items")
""",
    "shop/items.py": """\
from fastapi import APIRouter, Depends
from shop.auth import guard
router = APIRouter(dependencies=[Depends(guard)])
@router.get("/")
def read_items(): ...
""",
    "shop/auth.py": """\
from fastapi import Header, HTTPException
def guard(token: str = Header()):
    if token != "right":
        raise HTTPException(401)
""",
    "shop/other.py": "from fastapi import FastAPI\nother = FastAPI()\n@other.get('/other')\ndef other_route(): ...\n",
    "shop/broken.py": "def (:\n",
}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_imports_are_followed_until_nothing_new_is_reached(tree: Path) -> None:
    found = gather(["shop/main.py"], str(tree), Config())
    assert list(found.forms) == ["shop/__init__.py", "shop/auth.py", "shop/items.py", "shop/main.py"]
    assert found.followed == {"shop/__init__.py", "shop/auth.py", "shop/items.py"}
    assert "shop/other.py" in found.known


def test_a_directory_is_taken_as_it_is(tree: Path) -> None:
    found = gather(["shop"], str(tree), Config())
    assert len(found.forms) == 6
    assert found.followed == frozenset()


def test_the_routes_of_a_file_are_those_of_its_app(tree: Path) -> None:
    report = survey(["shop/main.py"])
    assert [(str(route), verdict.is_protected) for route, verdict in report.coverage.items()] == [("GET /items/", True)]
    assert report.skipped == []


def test_an_app_in_a_file_that_is_only_imported_is_not_listed(tree: Path) -> None:
    (tree / "shop" / "main.py").write_text(FILES["shop/main.py"] + "from . import other\n")
    assert [app.name for app in survey(["shop/main.py"]).apps] == ["shop.main:app"]


def test_a_file_that_makes_no_app_shows_those_it_leads_to(tree: Path) -> None:
    (tree / "run.py").write_text("from shop.main import app\n")
    assert [app.name for app in survey(["run.py"]).apps] == ["shop.main:app"]


def test_the_same_holds_from_another_directory(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "elsewhere").mkdir()
    monkeypatch.chdir(tree / "elsewhere")
    assert [str(route) for route in survey(["../shop/main.py"]).coverage] == ["GET /items/"]


def test_findings_in_files_that_nobody_gave_are_left_out(tree: Path) -> None:
    (tree / "shop" / "main.py").write_text("from . import broken\n" + FILES["shop/main.py"])
    assert [finding.span.path for finding in check(["shop/main.py"], Config(select=("FL001",))).findings] == []
    assert [finding.span.path for finding in check(["shop"], Config(select=("FL001",))).findings] == ["shop/broken.py"]


def test_the_projects_own_files_tell_the_version(tree: Path) -> None:
    (tree / "requirements.txt").write_text("fastapi==0.110.1\n")
    report = survey(["shop/main.py"])
    assert report.project is not None
    assert report.project.fastapi_version == (0, 110, 1)
    assert (report.fastapi.line, report.fastapi.text) == (1, "fastapi==0.110.1")
    assert survey(["."], Config(target_fastapi="0.99.0")).fastapi.numbers == (0, 99, 0)
