"""Text of others, made harmless for a terminal."""

from __future__ import annotations

import re

# Printable for Python is what has a glyph or is the space: no control characters of either set, no marks that turn
# the direction of writing, no invisible ones, no line separators, no halves of surrogate pairs.
_WIDE_SPACE = "\u3000"
_WORDS = re.compile(r"[^\x00-\x20\x7f]+|.", re.DOTALL)
_COMMAND = re.compile(r"(\s*)(?=::|##\[)(.)")
"""How a line begins that runners of workflows take for a command."""


def harmless(text: str) -> str:
    """`text` on one line, with an escape such as `\\x1b` for every character that is not plainly visible."""
    if text.isprintable():
        return text
    return "".join(word if word.isprintable() else "".join(map(_shown, word)) for word in _WORDS.findall(text))


def line(text: str) -> str:
    """The same for what begins a line: a workflow's runner reads all that is printed, and obeys `::error::`."""
    begins = _COMMAND.match(text)
    return harmless(text if begins is None else f"{begins[1]}\\x{ord(begins[2]):02x}{text[begins.end() :]}")


def _shown(character: str) -> str:
    if character.isprintable() or character == _WIDE_SPACE:
        return character
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")
