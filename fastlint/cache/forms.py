"""Lean forms by the content they were made from, in one SQLite file.

Every entry begins with a checksum of itself, so that damage which SQLite does not see is seen here. Any trouble with
the file ends the use of the cache for this run, without a word: the result is the same, only later.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from typing import Any

from fastlint.cache.place import is_own_file, prepare

FILE = "forms-1.sqlite"
_LARGEST = 256 * 1024 * 1024
_DAY = 86_400
_AT_ONCE = 500
_PATIENCE = 5.0
_CHECK = 16
_TROUBLE = (sqlite3.Error, OSError, ValueError, OverflowError)
# Codes that blame the system or another process, not the file.
_ELSEWHERE = frozenset(
    (
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY),
        *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM),
    )
)
_SCHEMA = "CREATE TABLE IF NOT EXISTS forms (key BLOB PRIMARY KEY, used INTEGER NOT NULL, form BLOB NOT NULL)"


class Forms:
    """Encoded lean forms by key, in the directory `folder`; "" keeps nothing. `most` bounds the bytes it takes."""

    def __init__(self, folder: str, most: int = _LARGEST) -> None:
        self._most = most
        self._path = os.path.join(folder, FILE) if folder else ""
        self._database: sqlite3.Connection | None = None
        if folder:
            with suppress(*_TROUBLE):
                prepare(folder)
            self._open()

    def find(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is kept for `keys`, as far as it is sound."""
        wanted, found, stale = list(keys), dict[bytes, bytes](), list[bytes]()
        today = int(time.time() // _DAY)
        for start in range(0, len(wanted) if self._database else 0, _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            for key, used, form in self._ask(f"SELECT key, used, form FROM forms WHERE key IN ({marks})", some):
                if isinstance(form, bytes) and form[:_CHECK] == _checksum(key, form[_CHECK:]):
                    found[key] = form[_CHECK:]
                    if used != today:
                        stale.append(key)
        if stale:
            self._write("UPDATE forms SET used = ? WHERE key = ?", [(today, key) for key in stale])
        return found

    def keep(self, forms: Mapping[bytes, bytes]) -> None:
        """Keep `forms`, in place of those that were not used for longest when there is no room."""
        today = int(time.time() // _DAY)
        rows = [(key, today, _checksum(key, form) + form) for key, form in forms.items()]
        if rows:
            self._write("INSERT OR REPLACE INTO forms VALUES (?, ?, ?)", rows)
            self._make_room()

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            with suppress(*_TROUBLE):
                self._database.close()
            self._database = None

    def _open(self) -> None:
        try:
            if os.path.lexists(self._path) and not is_own_file(self._path):
                return
            self._database = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            self._database.execute("PRAGMA trusted_schema = OFF")
            self._database.execute("PRAGMA synchronous = OFF")  # an entry that a power cut spoils is not sound, no more
            known = self._database.execute("SELECT sql FROM sqlite_master").fetchall()
            if not known:
                self._database.execute(_SCHEMA)
            elif not any(sql == _SCHEMA.replace("IF NOT EXISTS ", "") for (sql,) in known):
                raise sqlite3.DatabaseError("of another make")
        except _TROUBLE as error:
            self._give_up(error)

    def _ask(self, query: str, values: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query, list(values)).fetchall() if self._database is not None else []
        except _TROUBLE as error:
            self._give_up(error)
            return []

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        if self._database is None:
            return
        try:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany(statement, rows)
            self._database.execute("COMMIT")
        except _TROUBLE as error:
            self._give_up(error)

    def _make_room(self) -> None:
        size = [self._ask(f"PRAGMA {name}") for name in ("page_size", "page_count", "freelist_count")]
        numbers = [rows[0][0] if rows else 0 for rows in size]
        taken = int(numbers[0]) * (int(numbers[1]) - int(numbers[2]))
        if taken > self._most:
            self._write(
                "DELETE FROM forms WHERE rowid IN (SELECT rowid FROM forms ORDER BY used, rowid LIMIT "
                "(SELECT (count(*) + 1) / 2 FROM forms))",
                [()],
            )

    def _give_up(self, error: Exception) -> None:
        """Go on without; a file that is no sound database is removed, so that the next run has a new one."""
        self.close()
        code = getattr(error, "sqlite_errorcode", None)
        is_unsound = isinstance(error, sqlite3.DatabaseError) and (code is None or code & 0xFF not in _ELSEWHERE)
        if is_unsound and is_own_file(self._path):
            for path in (self._path, f"{self._path}-journal"):
                with suppress(OSError):
                    os.unlink(path)


def _checksum(key: bytes, form: bytes) -> bytes:
    return blake2b(form, key=key[:64], digest_size=_CHECK).digest()
