"""The Python API, as the README shows it and as type checkers see it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import fastlint

ROOT = Path(__file__).parent.parent.parent
SECTION = (ROOT / "README.md").read_text(encoding="utf-8").partition("## From Python")[2].partition("\n## ")[0]
(EXAMPLE,) = re.findall(r"```python\n(.*?)```", SECTION, re.DOTALL)

APP = """\
from fastapi import FastAPI

app = FastAPI()


@app.get("/calc")
def calc(text: str):
    return eval(text)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.py").write_text(APP)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_public_name_is_there() -> None:
    for name in fastlint.__all__:
        assert getattr(fastlint, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'chekc'"):
        _ = fastlint.chekc  # type: ignore[attr-defined]


def test_the_example_of_the_readme_runs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(EXAMPLE, "README.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("src/main.py:8:12 error Query parameter `text`")
    assert printed[-1] == "{'total': 1, 'protected': 0, 'public': 1, 'unresolved': 0} 1"


@pytest.mark.slow
def test_the_example_is_typed(tmp_path: Path) -> None:
    (tmp_path / "example.py").write_text(EXAMPLE)
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "example.py"]
    environment = {**os.environ, "MYPYPATH": str(ROOT)}
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_what_the_user_has_to_mend_is_a_problem(project: Path) -> None:
    for wrong in (fastlint.Config(select=("no-such-rule",)), fastlint.Config(baseline="no.json")):
        with pytest.raises(fastlint.Problem):
            fastlint.check(["src"], wrong)
    with pytest.raises(fastlint.Problem, match="nowhere: no such file"):
        fastlint.check(["nowhere"])
    with pytest.raises(fastlint.Problem, match="no rule pack at"):
        fastlint.check(["src"], packs=["nowhere"])
