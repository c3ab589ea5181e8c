"""Forms from the cache are the forms that would be made; what may fail again differently is not kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fastlint.analyse import analyse
from fastlint.lowering import Lowering
from fastlint.resources import Resources
from fastlint.source.failure import DEFAULTS, Failure, FailureKind, Limits
from fastlint.source.read import SourceFile

TEXTS = {
    "app.py": "import os\nfrom fastapi import FastAPI\napp = FastAPI()\nX = 1.5, None, b'x', {'a': [*y]}\n",
    "wrong.py": "def (:\n",
    "long.py": "x = " + "a + " * 600 + "a\n",
    "latin.py": "# coding: nothing\n",
    "same.py": "def (:\n",
}


@pytest.fixture
def files(tmp_path: Path) -> list[SourceFile]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    return [SourceFile(name, str(tmp_path / name)) for name in TEXTS]


def forms(files: list[SourceFile], cache: str, limits: Limits = DEFAULTS) -> dict[str, object]:
    with Lowering(limits, Resources(cache)) as lower:
        return dict(lower.forms(files))


def test_a_second_run_makes_nothing(files: list[SourceFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = str(tmp_path / "cache")
    without, cold = forms(files, ""), forms(files, cache)
    monkeypatch.setattr("fastlint.analyse.analyse", None)
    assert without == cold == forms(files, cache)
    assert [name for name, form in cold.items() if isinstance(form, Failure)] == list(TEXTS)[1:]


def test_other_limits_are_other_entries(files: list[SourceFile], tmp_path: Path) -> None:
    cache = str(tmp_path / "cache")
    forms(files, cache)
    relaxed = forms(files, cache, Limits(max_chain=1000))
    assert not isinstance(relaxed["long.py"], Failure)


def test_a_failure_of_the_machine_is_tried_again(
    files: list[SourceFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = str(tmp_path / "cache")
    monkeypatch.setattr("fastlint.analyse.analyse", lambda *_: Failure(FailureKind.CRASH, "no memory"))
    forms(files, cache)
    monkeypatch.setattr("fastlint.analyse.analyse", analyse)
    assert not isinstance(forms(files, cache)["app.py"], Failure)


def test_what_is_lowered_before_an_end_is_kept(
    files: list[SourceFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = str(tmp_path / "cache")

    def interrupted(data: bytes, limits: Limits) -> object:
        if b"def" in data:
            raise KeyboardInterrupt
        return analyse(data, limits)

    monkeypatch.setattr("fastlint.analyse.analyse", interrupted)
    with pytest.raises(KeyboardInterrupt):
        forms(files, cache)
    monkeypatch.setattr("fastlint.analyse.analyse", None)
    assert "app.py" in forms(files[:1], cache)


def test_with_everything_cached_no_parser_is_imported(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(TEXTS["app.py"])
    code = """
import sys
from fastlint import check
from fastlint.resources import Resources
check(["main.py"], resources=Resources("cache"))
print([name for name in ("fastlint.ir.lower", "libcst", "astroid") if name in sys.modules])
"""
    runs = [
        subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert runs == ["['fastlint.ir.lower']\n", "[]\n"]
