"""Which changes a finding is reported for when the whole project is analysed: `--report-only-given`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fastlint.cli import cli

GUARDED = {
    "app/__init__.py": "",
    "app/security.py": """\
        from fastapi import HTTPException

        def verify(token):
            if token not in KEYS:
                raise HTTPException(401)
        """,
    "app/deps.py": """\
        from fastapi import Header
        from app.security import verify

        def require_user(authorization: str = Header("")):
            verify(authorization)
        """,
    "app/items.py": """\
        from fastapi import APIRouter, Depends
        from app.deps import require_user

        router = APIRouter()

        @router.post("/items")
        def create_item(name: str, user=Depends(require_user)): ...
        """,
    "app/admin.py": """\
        from fastapi import APIRouter

        router = APIRouter()

        @router.post("/admin/wipe")
        def wipe(): ...
        """,
    "app/api.py": """\
        from fastapi import APIRouter, Depends
        from app import admin, items
        from app.deps import require_user

        api = APIRouter()
        api.include_router(items.router)
        api.include_router(admin.router, dependencies=[Depends(require_user)])
        """,
    "app/main.py": """\
        from fastapi import FastAPI
        from app.api import api

        app = FastAPI()
        app.include_router(api)
        """,
    "app/unrelated.py": "x = 1\n",
    "pyproject.toml": "[tool.fastlint]\n",
}
LOOKED_AT = {"missing-auth-dependency", "odd", "unreadable-file", "unused-ignore"}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[str, str], Path]) -> Path:
    for path, text in GUARDED.items():
        write(path, text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> list[str]:
    result = run(*arguments)
    assert result.exit_code in (0, 1), result.output
    found = [(finding["path"], finding["name"]) for finding in json.loads(result.stdout)["findings"]]
    return [f"{path} {name}" for path, name in found if name in LOOKED_AT]


def run(*arguments: str) -> Result:
    fixed = ["--report-only-given", "--output-format", "json"]
    return CliRunner().invoke(cli, ["check", *fixed, *arguments], prog_name="fastlint")


def test_a_guarded_application_is_quiet(tree: Path) -> None:
    assert check(".") == []


@pytest.mark.parametrize("changed", ["app/security.py", "app/deps.py", "app/items.py", "app/api.py", "app/main.py"])
def test_a_lost_guard_is_reported_for_every_file_that_may_have_lost_it(tree: Path, changed: str) -> None:
    (tree / "app/security.py").write_text("def verify(token): ...\n")
    assert check(changed) == ["app/main.py missing-auth-dependency"]
    assert check("app/unrelated.py", "pyproject.toml") == []


def test_a_guard_that_an_inclusion_lost(tree: Path) -> None:
    file = tree / "app/api.py"
    file.write_text(file.read_text().replace(", dependencies=[Depends(require_user)]", ""))
    for changed in ("app/api.py", "app/admin.py", "app", "."):
        assert check(changed) == ["app/admin.py missing-auth-dependency"]
    assert check("app/items.py", "app/deps.py", "app/security.py") == []


def test_other_findings_are_reported_for_their_places_and_traces_alone(
    tree: Path, write_rule: Callable[..., Path]
) -> None:
    pack = write_rule(
        "odd.py",
        name="odd",
        parameters="route: Route",
        before="from fastlint.finding import Step",
        body="""
        if route.path == "/items":
            place = dataclasses.replace(route.span, path="app/unrelated.py")
            yield Finding(route.span, "odd", route=route, trace=(Step(place, "here"),))
        """,
    )
    pack.write_text(pack.read_text().replace("from collections", "import dataclasses\nfrom collections"))
    for changed in ("app/items.py", "app/unrelated.py"):
        assert check(changed, "--pack", str(pack)) == ["app/items.py odd"]
    assert check("app/deps.py", "app/main.py", "--pack", str(pack)) == []


def test_a_finding_in_the_configuration_belongs_to_it(tree: Path) -> None:
    (tree / "pyproject.toml").write_text('[tool.fastlint.per-file-ignores]\n"app/items.py" = ["FL101"]\n')
    assert check("pyproject.toml") == ["pyproject.toml unused-ignore"]
    assert check("app/items.py") == []


def test_what_is_excluded_is_taken_when_it_is_given_unless_told_otherwise(tree: Path) -> None:
    (tree / "pyproject.toml").write_text('[tool.fastlint]\nexclude = ["old/"]\n')
    (tree / "old").mkdir()
    (tree / "old/bad.py").write_text("x = (\n")
    assert check("old/bad.py") == ["old/bad.py unreadable-file"]
    assert check("old/bad.py", "--force-exclude") == []
    (tree / "pyproject.toml").write_text('[tool.fastlint]\nexclude = ["old/"]\nforce-exclude = true\n')
    assert check("old/bad.py") == []


def test_the_project_around_a_file_is_found_from_anywhere(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "app/security.py").write_text("def verify(token): ...\n")
    (tree / "elsewhere").mkdir()
    monkeypatch.chdir(tree / "elsewhere")
    assert check("../app/deps.py") == ["../app/main.py missing-auth-dependency"]
    assert check("../app/unrelated.py") == []


def test_the_project_of_a_repository_without_pyproject_is_the_repository(tree: Path) -> None:
    (tree / "pyproject.toml").unlink()
    subprocess.run(["git", "init", "-q", str(tree)], check=True)
    (tree / "app/security.py").write_text("def verify(token): ...\n")
    assert check("app/deps.py") == ["app/main.py missing-auth-dependency"]
