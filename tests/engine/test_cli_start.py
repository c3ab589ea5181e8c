"""Starting: fast, and without running anything that lies in the directory it is started in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fastlint.cli import COMMANDS

HEAVY = ("libcst", "astroid", "sarif_om", "rich", "sqlglot", "jinja2", "msgspec", "pathspec", "fastlint.rule")


def python(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], [], *([command, "--help"] for command in COMMANDS)])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import sys
sys.argv = ["fastlint", *{arguments!r}]
from fastlint.cli import main
try:
    main()
except SystemExit:
    print("heavy:", [name for name in {HEAVY!r} if name in sys.modules])
"""
    assert python("-c", code).stdout.endswith("heavy: []\n")


def test_help_starts_about_as_fast_as_click() -> None:
    """A ratio, since machines differ: the least processor time of several starts, against importing click alone."""

    def least(*arguments: str) -> float:
        times = []
        for _ in range(5):
            before = os.times()
            assert python(*arguments).returncode == 0
            after = os.times()
            times.append(after.children_user + after.children_system - before.children_user - before.children_system)
        return min(times)

    assert least("-m", "fastlint", "--help") < 2 * least("-c", "import click, importlib.metadata") + 0.02


def test_the_version_is_that_of_the_package() -> None:
    import fastlint

    assert python("-m", "fastlint", "--version").stdout == f"fastlint {fastlint.__version__}\n"


def test_nothing_of_the_current_directory_is_imported(tmp_path: Path) -> None:
    bomb = "import pathlib\npathlib.Path(__file__).with_suffix('.executed').touch()\n"
    for name in (
        "click",
        "typing",
        "__future__",
        "dataclasses",
        "libcst",
        "msgspec",
        "rules",
        "fastlint_rules",
        "conftest",
    ):
        (tmp_path / f"{name}.py").write_text(bomb)
    (tmp_path / "main.py").write_text("from fastapi import FastAPI\napp = FastAPI()\n")
    result = python("-m", "fastlint", "check", ".", cwd=tmp_path)
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in tmp_path.glob("*.executed")) == []
    assert result.returncode in (0, 1)


def test_a_path_given_in_the_environment_is_kept(tmp_path: Path) -> None:
    (tmp_path / "acme_rule.py").write_text("")
    code = "import runpy, sys; sys.argv = ['fastlint', '--version']; runpy.run_module('fastlint', run_name='__main__')"
    assert python("-c", code, PYTHONPATH=str(tmp_path)).returncode == 0


def test_no_configuration_or_metadata_of_the_repository_brings_code(tmp_path: Path) -> None:
    (tmp_path / "bomb.py").write_text("import pathlib\npathlib.Path(__file__).with_suffix('.executed').touch()\n")
    (tmp_path / "main.py").write_text("from fastapi import FastAPI\napp = FastAPI()\n")
    about = tmp_path / "bomb-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: bomb\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[fastlint.rules]\nbomb = bomb\n")
    settings = ["local-packs = ['bomb.py']", "extend = 'more.toml'", "baseline = 'bomb.py'", "rules.bomb.x = 1", ""]
    (tmp_path / "more.toml").write_text("local-packs = ['bomb.py']\n")
    codes = []
    for text in settings:
        (tmp_path / "fastlint.toml").write_text(f"{text}\n")
        result = python("-m", "fastlint", "check", ".", "--config", "fastlint.toml", cwd=tmp_path)
        assert "Traceback" not in result.stderr
        codes.append(result.returncode)
    assert list(tmp_path.glob("*.executed")) == []
    assert codes == [2, 2, 2, 2, 0]
