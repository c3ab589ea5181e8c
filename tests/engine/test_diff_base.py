"""`--diff-base`: only what is new since a git revision, and nothing of the repository is run to find out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fastlint.cli import cli

APP = """\
import os

from fastapi import FastAPI

app = FastAPI()


@app.get("/list")
def list_directory(name: str):
    os.system("ls " + name)
"""
NEW = '    os.system("rm " + name)\n'

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository with one commit, and git to go on in it."""
    repository = tmp_path / "repository"
    (repository / "app").mkdir(parents=True)
    monkeypatch.chdir(repository)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)

    def run(*arguments: str) -> str:
        author = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", "-c", "core.hooksPath="]
        return subprocess.run(["git", *author, *arguments], check=True, capture_output=True, text=True).stdout

    run("init", "-q", "-b", "main")
    (repository / "fastlint.toml").write_text("select = ['command-injection']\n")
    (repository / "app" / "main.py").write_text(APP)
    run("add", ".")
    run("commit", "-q", "-m", "first")
    return run


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--output-format", "concise", *arguments])


def commit(git: Git, text: str, path: str = "app/main.py") -> None:
    Path(path).write_text(text)
    git("add", ".")
    git("commit", "-q", "-m", "next")


def lines(result: Result) -> list[str]:
    return [line.rpartition(": ")[0].split(":")[1] for line in result.stdout.splitlines()]


def test_only_what_is_new_is_shown(git: Git) -> None:
    assert (check("--diff-base", "HEAD").exit_code, check("--diff-base", "HEAD").stdout) == (0, "")
    Path("app/main.py").write_text("# moved\n\n" + APP + NEW)
    result = check("--diff-base", "HEAD")
    assert (result.exit_code, lines(result)) == (1, ["13"])
    text = CliRunner().invoke(cli, ["check", "--diff-base", "HEAD"]).stdout
    assert "1 finding: 1 error in 1 file; 1 more at the base revision\n" in text


def test_a_branch_is_compared_with_where_it_began(git: Git) -> None:
    git("checkout", "-q", "-b", "feature")
    commit(git, APP + NEW)
    git("checkout", "-q", "main")
    commit(git, APP.replace('os.system("ls " + name)', "pass"))
    git("checkout", "-q", "feature")
    assert lines(check("--diff-base", "main")) == ["11"]


@pytest.mark.parametrize(
    ("where", "path"), [("app", "main.py"), ("app", "."), ("..", "repository"), ("..", "repository/app")]
)
def test_from_any_directory(git: Git, monkeypatch: pytest.MonkeyPatch, where: str, path: str) -> None:
    Path("app/main.py").write_text(APP + NEW)
    monkeypatch.chdir(where)
    assert lines(check(path, "--diff-base", "HEAD")) == ["11"]


def test_patterns_and_given_files_count_in_the_copy_too(git: Git) -> None:
    commit(git, APP, "app/old.py")
    Path("fastlint.toml").write_text("select = ['command-injection']\nexclude = ['/app/old.py']\n")
    commit(git, APP + NEW)
    Path("fastlint.toml").write_text("select = ['command-injection']\n[per-file-ignores]\n'/app/main.py' = ['FL204']\n")
    assert lines(check("--diff-base", "HEAD")) == []
    Path("fastlint.toml").write_text("select = ['command-injection']\n")
    assert lines(check("app/main.py", "--report-only-given", "--diff-base", "HEAD~1")) == ["11"]


def test_a_new_directory_is_all_new(git: Git) -> None:
    Path("more").mkdir()
    Path("more/main.py").write_text(APP)
    assert lines(check("more", "--diff-base", "HEAD")) == ["10"]


def test_nothing_of_the_repository_is_run(git: Git, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb"
    bomb.write_text(f"#!/bin/sh\ntouch {tmp_path}/executed\ncat\n")
    bomb.chmod(0o755)
    for name in ("pre-commit", "post-checkout", "post-index-change", "reference-transaction"):
        (Path(".git/hooks") / name).write_text(bomb.read_text())
        (Path(".git/hooks") / name).chmod(0o755)
    Path(".gitattributes").write_text("*.py filter=bomb diff=bomb\n")
    git("add", ".")
    git("commit", "-q", "-m", "attributes")
    for key in ("core.fsmonitor", "core.pager", "filter.bomb.smudge", "filter.bomb.clean", "diff.bomb.textconv",
                "core.alternateRefsCommand", "core.sshCommand", "core.gitProxy", "diff.external"):  # fmt: skip
        git("config", key, str(bomb))
    (tmp_path / "executed").unlink(missing_ok=True)
    (Path("git")).write_text(bomb.read_text())
    Path("git").chmod(0o755)
    result = CliRunner().invoke(
        cli, ["check", "--diff-base", "HEAD"], env={"PATH": f".{os.pathsep}{os.environ['PATH']}", "GIT_DIR": "/nowhere"}
    )
    assert result.exit_code == 0
    assert not (tmp_path / "executed").exists()


def test_paths_that_lead_out_of_the_copy_are_left_out(git: Git) -> None:
    from fastlint.revision import _wanted

    names = ["a.py", "../b.py", "/c.py", "d/../e.py", ".GIT/f.py", "g.txt", "requirements-dev.txt"]
    listing = b"\0".join(b"100644 blob 0123 5\t" + name.encode() for name in names)
    links = b"\x00120000 blob 0123 5\tlink.py\x00160000 commit 0123 -\tmodule.py"
    assert list(_wanted(listing + links)) == ["a.py", "requirements-dev.txt"]


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("gone", "--diff-base: git knows no revision 'gone' in "),
        ("--output=x", "--diff-base: '--output=x' is no revision"),
    ],
)
def test_a_revision_that_is_none_is_refused(git: Git, revision: str, message: str) -> None:
    result = check(f"--diff-base={revision}")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert message in result.stderr


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    result = check("--diff-base", "HEAD")
    assert result.exit_code == 2
    assert "--diff-base: git rev-parse failed in" in result.stderr


def test_without_git(git: Git) -> None:
    result = CliRunner().invoke(cli, ["check", "--diff-base", "HEAD"], env={"PATH": "/nowhere"})
    assert (result.exit_code, result.stderr) == (2, "fastlint: --diff-base needs git, and there is none on the PATH\n")
