"""Lean forms in a file: kept, found, bounded; never wrong, whatever became of the file."""

from __future__ import annotations

import os
import random
import sqlite3
from pathlib import Path

import pytest

from fastlint.cache.forms import FILE, Forms

KEYS = [bytes([number]) * 32 for number in range(100)]
ENTRIES = {key: key * 20 for key in KEYS}


def filled(folder: Path) -> Path:
    forms = Forms(str(folder))
    forms.keep(ENTRIES)
    forms.close()
    return folder / FILE


def found(folder: Path) -> dict[bytes, bytes]:
    forms = Forms(str(folder))
    try:
        return forms.find(KEYS)
    finally:
        forms.close()


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    filled(tmp_path)
    assert found(tmp_path) == ENTRIES


def test_no_directory_means_no_cache() -> None:
    forms = Forms("")
    forms.keep(ENTRIES)
    assert forms.find(KEYS) == {}


def test_damage_takes_entries_away_and_changes_none(tmp_path: Path) -> None:
    """Any one sector of the file overwritten, or its end lost: what is still found is what was kept."""
    whole = filled(tmp_path).read_bytes()
    chance = random.Random(7)
    lost = 0
    for _ in range(60):
        damaged = bytearray(whole)
        at = chance.randrange(len(whole))
        if chance.random() < 0.3:
            del damaged[at:]
        else:
            damaged[at : at + 64] = chance.randbytes(min(64, len(whole) - at))
        (tmp_path / FILE).write_bytes(damaged)
        left = found(tmp_path)
        assert left.items() <= ENTRIES.items()
        lost += left != ENTRIES
    assert lost > 10


def test_an_entry_under_another_key_is_not_believed(tmp_path: Path) -> None:
    file = filled(tmp_path)
    with sqlite3.connect(file) as database:
        (form,) = database.execute("SELECT form FROM forms WHERE key = ?", [KEYS[0]]).fetchone()
        database.execute("UPDATE forms SET form = ? WHERE key = ?", [form, KEYS[1]])
        database.execute("UPDATE forms SET form = 'text' WHERE key = ?", [KEYS[2]])
    database.close()
    assert found(tmp_path).keys() == set(KEYS) - {KEYS[1], KEYS[2]}


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + bytes(4096), bytes(100_000)])
def test_a_file_of_another_kind_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert found(tmp_path) == {}
    filled(tmp_path)
    assert found(tmp_path) == ENTRIES


def test_a_database_of_another_make_is_not_asked(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / FILE)
    database.execute(
        "CREATE VIEW forms AS WITH RECURSIVE n(key, used, form) AS "
        "(SELECT x'00', 0, x'00' UNION ALL SELECT key, used + 1, form FROM n) SELECT * FROM n"
    )
    database.close()
    assert found(tmp_path) == {}


def test_a_pipe_or_a_link_in_its_place_is_left_alone(tmp_path: Path) -> None:
    elsewhere = filled(tmp_path / "elsewhere")
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / FILE).symlink_to(elsewhere)
    assert found(tmp_path / "linked") == {}
    (tmp_path / "piped").mkdir()
    os.mkfifo(tmp_path / "piped" / FILE)
    assert found(tmp_path / "piped") == {}
    (tmp_path / "file").write_text("no directory")
    assert found(tmp_path / "file") == {}


def test_a_locked_cache_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fastlint.cache.forms._PATIENCE", 0.05)
    file = filled(tmp_path)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert found(tmp_path) == {}
    other.execute("ROLLBACK")
    other.close()
    assert found(tmp_path) == ENTRIES


def test_the_file_is_bounded_and_the_newest_stay(tmp_path: Path) -> None:
    most = 300_000
    for number in range(40):
        forms = Forms(str(tmp_path), most)
        forms.keep({number.to_bytes(32): bytes(20_000)})
        forms.close()
    assert (tmp_path / FILE).stat().st_size < 2 * most
    forms = Forms(str(tmp_path))
    left = forms.find([number.to_bytes(32) for number in range(40)])
    forms.close()
    assert (39).to_bytes(32) in left
    assert (0).to_bytes(32) not in left
