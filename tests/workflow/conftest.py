"""Git repositories that tests make, and a `fastlint` on the path that is this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Shell = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment of its own: no configuration of the user's, and `fastlint` on the path."""
    home = tmp_path_factory.mktemp("home")
    (home / "bin").mkdir()
    script = home / "bin" / "fastlint"
    script.write_text(f"#!{sys.executable}\nfrom fastlint.cli import main\n\nmain()\n")
    script.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "GITHUB_"))}
    return {
        **kept,
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{what}": f"test{'@example.org' if what == 'EMAIL' else ''}"
           for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip


@pytest.fixture
def shell(tmp_path: Path, environment: dict[str, str]) -> Shell:
    """Run a command in the test's directory, or below it; its output and errors come as one text."""

    def run(*command: str, cwd: str = ".", check: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command,
            cwd=tmp_path / cwd,
            env={**environment, **more},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=600,
            check=False,
        )
        assert not check or not done.returncode, done.stdout
        return done

    return run


@pytest.fixture
def repository(tmp_path: Path, shell: Shell) -> Callable[[str, Mapping[str, str]], Path]:
    """Make a git repository below the test's directory, with these files committed."""

    def made(name: str, files: Mapping[str, str]) -> Path:
        folder = tmp_path / name
        for path, text in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        shell("git", "init", "-q", "-b", "main", name)
        shell("git", "add", "-A", cwd=name)
        shell("git", "commit", "-q", "-m", "first", cwd=name)
        return folder

    return made
