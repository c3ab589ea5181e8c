"""Where a value of the configuration comes from, for messages and for whoever asks."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NamedTuple

from fastlint.problem import Problem


class ConfigError(Problem):
    """A configuration that cannot be used; the message says where and why."""


class Origin(NamedTuple):
    """What said a value: a file, or in words the command line or a variable of the environment.

    `start` is the directory that its patterns and paths are relative to.
    """

    name: str
    start: str
    is_file: bool = False

    def place(self, *keys: str) -> str:
        """`file:line` of a key, as far as it can be found in the file, else the name."""
        number = self.line(*keys)
        return f"{self.name}:{number}" if number else self.name

    def line(self, *keys: str) -> int:
        """The line of a key in the file, 0 when it cannot be found."""
        return _line(self.name, keys) if self.is_file else 0


def suggestion(wrong: str, known: list[str]) -> str:
    """`, did you mean ...?` when one of `known` is close, else the whole list."""
    close = get_close_matches(wrong, known, n=1)
    return f", did you mean {close[0]!r}?" if close else f"; known are {', '.join(known)}"


def _line(file: str, keys: tuple[str, ...]) -> int:
    """The line of the last of `keys` that is found: tomllib tells no positions, so the text is searched, key by key."""
    try:
        with open(file, encoding="utf-8-sig") as stream:
            lines = stream.read().splitlines()
    except (OSError, UnicodeDecodeError):
        return 0
    start = next((i for i, text in enumerate(lines) if text.lstrip().startswith("[tool.fastlint")), 0)
    number = 0
    for key in keys:
        quoted = rf"[\"']?{re.escape(key)}[\"']?"
        pattern = re.compile(rf"\s*{quoted}\s*[=.]|\s*\[.*\b{quoted}[\].].*|.*[{{,]\s*{quoted}\s*=")
        # A rule's name in a list stands between quotes, on the line of its key or below.
        named = re.compile(rf".*[\"']{re.escape(key)}[\"']") if number else pattern
        found = next(
            (i for i, text in enumerate(lines[start:], start) if pattern.match(text) or named.match(text)), None
        )
        if found is None:
            break
        number, start = found + 1, found
    return number
