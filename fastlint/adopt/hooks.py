"""Adds an entry to the list of repositories of a .pre-commit-config.yaml, as text.

Everything that is there stays byte for byte, comments included. Only the plain form that pre-commit documents is
understood, a list in block style under `repos:`; before any other the text is left alone, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_REPOS = re.compile(r"repos:[ ]*(?P<value>[^#\s].*)?(#.*)?$")
_ITEM = re.compile(r"(?P<indent> *)-(?= |$)")
_HOOK = re.compile(r"^[^#\n]*\bid:\s*[\"']?fastlint(-all)?\b", re.MULTILINE)
_KEEPS_BLANK_LINES = re.compile(r"[|>]\d?\+\d?\s*(#.*)?$")


class NotUnderstood(Exception):
    """A file that is not of the form that can be added to; the message says why."""


def has_hook(text: str) -> bool:
    """Whether one of the hooks is there already."""
    return _HOOK.search(text) is not None


def with_entry(text: str, entry: str) -> str:
    """`text` with `entry`, whose lines start at column 0, as the last item under `repos:`."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    start = _start(lines)
    indent, end = _extent(lines, start)
    before = "".join(lines[:end])
    before += "" if before.endswith(("\n", "\r")) else newline
    added = "".join(f"{indent}{line}{newline}" for line in entry.splitlines())
    return before + added + "".join(lines[end:])


def _start(lines: Sequence[str]) -> int:
    found = [(index, match) for index, line in enumerate(lines) if (match := _REPOS.match(line.rstrip("\r\n")))]
    if len(found) != 1:
        raise NotUnderstood("it has no `repos:` at the beginning of a line" if not found else "`repos:` comes up twice")
    index, match = found[0]
    if match["value"]:
        raise NotUnderstood(f"line {index + 1}: the list of `repos` is not written as lines that begin with `- `")
    return index + 1


def _extent(lines: Sequence[str], start: int) -> tuple[str, int]:
    """The indentation of the items of the list that begins at `start`, and the line after its last one."""
    indent, end = None, start
    for index, line in enumerate(lines[start:], start):
        bare = line.strip()
        if not bare:
            continue
        depth = len(line) - len(line.lstrip(" "))
        item = _ITEM.match(line)
        if line[depth] == "\t":
            raise NotUnderstood(f"line {index + 1} is indented with a tab")
        if _KEEPS_BLANK_LINES.search(line.rstrip()):
            raise NotUnderstood(f"line {index + 1}: the blank lines below belong to a text")
        if bare.startswith("#") and (indent is None or depth <= len(indent)):
            continue
        if not depth and (not item or bare.startswith("---")):
            break
        if indent is None:
            if not item:
                raise NotUnderstood(f"line {index + 1} is no item of the list of `repos`")
            indent = item["indent"]
        elif depth < len(indent) or (depth == len(indent) and not item):
            raise NotUnderstood(f"line {index + 1} is indented less than the list of `repos`")
        end = index + 1
    if indent is None:
        raise NotUnderstood("the list of `repos` is empty")
    return indent, end
