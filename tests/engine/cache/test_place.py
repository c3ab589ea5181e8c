"""Where the cache lies, and that cleaning takes away nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fastlint.cache import place


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"XDG_CACHE_HOME": "/caches"}, "/caches/fastlint"),
        ({"XDG_CACHE_HOME": "relative"}, "/home/me/.cache/fastlint"),
        ({}, "/home/me/.cache/fastlint"),
        ({"FASTLINT_CACHE_DIR": "/mine", "XDG_CACHE_HOME": "/caches"}, "/mine"),
        ({"FASTLINT_CACHE_DIR": ""}, "/home/me/.cache/fastlint"),
    ],
)
def test_the_directory_follows_the_xdg_rules(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    assert place.directory(environment, "linux") == expected


def test_the_directory_on_other_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    assert place.directory({}, "darwin") == "/home/me/Library/Caches/fastlint"
    assert place.directory({"LOCALAPPDATA": "/local"}, "win32") == "/local/fastlint"


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert place.directory({}, "linux") == ""


def test_cleaning_leaves_what_is_not_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    place.prepare(str(folder))
    (folder / "forms-1.sqlite").write_bytes(b"12345")
    (folder / "thesis.txt").write_text("keep me")
    assert place.clean(str(folder)) > 5
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]
    (folder / "thesis.txt").unlink()
    place.prepare(str(folder / "inner"))
    place.clean(str(folder / "inner"))
    assert not (folder / "inner").exists()


def test_the_directory_is_the_owners_alone(tmp_path: Path) -> None:
    place.prepare(str(tmp_path / "cache"))
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0
    assert (tmp_path / "cache" / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
