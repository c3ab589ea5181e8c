"""The hooks, run by the real pre-commit in a repository of their own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

pytest.importorskip("pre_commit")
yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
PRE_COMMIT = (sys.executable, "-m", "pre_commit")
Shell = Callable[..., "subprocess.CompletedProcess[str]"]
Repository = Callable[[str, Mapping[str, str]], Path]

FILES = {
    "pyproject.toml": "[tool.fastlint]\nexclude = ['old/']\n",
    "app/__init__.py": "",
    "app/deps.py": """\
from fastapi import Header, HTTPException


def require_key(x_api_key: str = Header("")):
    if x_api_key not in load_keys():
        raise HTTPException(401)
""",
    "app/main.py": """\
from fastapi import FastAPI

from app import items

app = FastAPI()
app.include_router(items.router)
""",
    "app/items.py": """\
from fastapi import APIRouter, Depends

from app.deps import require_key

router = APIRouter()


@router.post("/items", dependencies=[Depends(require_key)])
def create_item(name: str) -> None: ...


@router.post("/orders", dependencies=[Depends(require_key)])
def create_order(name: str) -> None: ...
""",
}
HOOKS = "repos:\n  - repo: {repo}\n    rev: {rev}\n    hooks:\n      - id: {hook}\n"


@pytest.fixture
def project(repository: Repository, shell: Shell) -> Callable[[str, str], Path]:
    """The application in a repository with a hook of the repository `hooks` installed."""

    def made(hooks: str, hook: str) -> Path:
        rev = shell("git", "rev-parse", "HEAD", cwd=hooks).stdout.strip()
        config = HOOKS.format(repo=f"../{hooks}", rev=rev, hook=hook)
        folder = repository("project", {**FILES, ".pre-commit-config.yaml": config})
        shell(*PRE_COMMIT, "install", cwd="project")
        return folder

    return made


@pytest.fixture
def local_hooks(repository: Repository) -> str:
    """A repository with our manifest, whose hooks run the `fastlint` on the path instead of installing one."""
    manifest = MANIFEST.read_text()
    assert manifest.count("language: python") == len(yaml.safe_load(manifest))
    repository("hooks", {".pre-commit-hooks.yaml": manifest.replace("language: python", "language: system")})
    return "hooks"


def commit(shell: Shell, *, refused: bool = False) -> str:
    shell("git", "add", "-A", cwd="project")
    done = shell("git", "commit", "-q", "-m", "change", cwd="project", check=False)
    assert bool(done.returncode) is refused, done.stdout
    return done.stdout


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def check_that_commits_are_judged(project: Path, shell: Shell) -> None:
    """A commit with a defect is refused, the corrected one passes; a guard is not lost by way of another file."""
    items = project / "app/items.py"
    edit(items, '"/orders", dependencies=[Depends(require_key)]', '"/orders"')
    said = commit(shell, refused=True)
    assert "missing-auth-dependency" in said
    assert "app/items.py:12:2" in said
    assert "POST /orders" in said
    edit(items, '"/orders"', '"/orders", dependencies=[Depends(require_key)], tags=["orders"]')
    commit(shell)

    edit(project / "app/deps.py", "raise HTTPException(401)", "print('no key')")
    said = commit(shell, refused=True)
    assert "missing-auth-dependency" in said
    assert "app/main.py:5:7" in said
    edit(project / "app/deps.py", "print('no key')", "raise HTTPException(403)")
    commit(shell)


def test_a_defect_is_refused_and_its_correction_passes(
    project: Callable[[str, str], Path], local_hooks: str, shell: Shell
) -> None:
    check_that_commits_are_judged(project(local_hooks, "fastlint"), shell)


def test_only_what_touches_the_commit_is_reported(
    project: Callable[[str, str], Path], local_hooks: str, shell: Shell
) -> None:
    folder = project(local_hooks, "fastlint")
    edit(folder / "app/items.py", '"/orders", dependencies=[Depends(require_key)]', '"/orders"')
    shell("git", "commit", "-q", "--no-verify", "-a", "-m", "a defect", cwd="project")
    (folder / "app/other.py").write_text("x = 1\n")
    (folder / "old").mkdir()
    (folder / "old/broken.py").write_text("x = (\n")
    commit(shell)
    assert shell(*PRE_COMMIT, "run", "--all-files", cwd="project", check=False).returncode == 1


def test_the_hook_for_the_whole_project_reports_everything(
    project: Callable[[str, str], Path], local_hooks: str, shell: Shell
) -> None:
    folder = project(local_hooks, "fastlint-all")
    edit(folder / "app/items.py", '"/orders", dependencies=[Depends(require_key)]', '"/orders"')
    shell("git", "commit", "-q", "--no-verify", "-a", "-m", "a defect", cwd="project")
    (folder / "app/other.py").write_text("x = 1\n")
    assert "app/items.py:12:2" in commit(shell, refused=True)
    (folder / "notes.txt").write_text("")
    shell("git", "rm", "-q", "-f", "--cached", "app/other.py", cwd="project")
    (folder / "app/other.py").unlink()
    commit(shell)


def test_the_manifest_is_what_pre_commit_wants(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / ".pre-commit-hooks.yaml").write_text(MANIFEST.read_text())
    shell(*PRE_COMMIT, "validate-manifest", ".pre-commit-hooks.yaml")
    hooks = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text())}
    assert all(hook["require_serial"] for hook in hooks.values())
    assert all(hook["types_or"] == ["python", "pyproject"] for hook in hooks.values())
    assert hooks["fastlint-all"]["pass_filenames"] is False


@pytest.mark.network
def test_the_hook_installs_itself(project: Callable[[str, str], Path], shell: Shell) -> None:
    shell("git", "clone", "-q", str(ROOT), "fastlint")
    check_that_commits_are_judged(project("fastlint", "fastlint"), shell)
