"""Ignore comments: `# fastlint: ignore[name, CODE] reason` and `# fastlint: file-ignore[...]`."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator

import msgspec

_MARK = "fastlint:"
_COMMENT = re.compile(
    rf"\#[ \t]*+{_MARK}[ \t]*+(?P<rest>(?:(?P<whole>file-)?ignore[ \t]*+\[(?P<names>[^\]]*+)\])?[ \t:-]*+"
    rf"(?P<reason>(?>(?!\#[ \t]*+{_MARK}).)*+))"
)
# For text that the running interpreter cannot tokenize: strings within one line, so that a mark in one is no comment.
_LINE = re.compile(r"""(?>[^#"']++|"(?>[^"\\]|\\.)*+"?|'(?>[^'\\]|\\.)*+'?)*+(?P<comment>\#.*)?""")
_NO_CODE = frozenset(
    {tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER}
)


class Ignore(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One ignore comment. `first`..`last` are the lines (from 1) it speaks for; 0..0 is the whole file.

    `names` is empty when the comment names no rule or cannot be understood; it then silences nothing.
    """

    line: int
    first: int
    last: int
    names: tuple[str, ...]
    reason: str


def read_ignores(text: str) -> tuple[Ignore, ...]:
    """The ignore comments of a file, in order.

    One after code, or inside a statement of several lines, speaks for the whole logical line. One on a line of its
    own speaks for the logical line below it; only other comments may stand between.
    """
    if _MARK not in text:
        return ()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        places = list(_comments(text))
    except (tokenize.TokenError, SyntaxError):
        places = list(_tolerant(text))
    return tuple(ignore for comment, line, first, last in places for ignore in _read(comment, line, first, last))


def _comments(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Each comment with its line and the lines it speaks for, as Python tokenizes the text."""
    pending: list[tuple[str, int]] = []
    first = last_line = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        line = token.start[0]
        if token.type == tokenize.COMMENT:
            pending.append((token.string, line))
        elif token.type == tokenize.NEWLINE:
            yield from _placed(pending, first or line, line)
            pending, first = [], 0
        elif token.type not in _NO_CODE and not first:
            first = line
        elif token.type == tokenize.NL and not first and line != last_line:
            # A blank line: what stands above it speaks for nothing below.
            yield from _placed(pending, 0, 0)
            pending = []
        last_line = token.end[0]
    yield from _placed(pending, 0, 0)


def _placed(pending: list[tuple[str, int]], first: int, last: int) -> Iterator[tuple[str, int, int, int]]:
    for comment, line in pending:
        yield comment, line, first or line, last or line


def _tolerant(text: str) -> Iterator[tuple[str, int, int, int]]:
    """The same, physical line by physical line."""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        match = _LINE.match(line)
        if match is None or match["comment"] is None:
            continue
        target = number
        if not line[: match.start("comment")].strip():
            while target < len(lines) and lines[target - 1].lstrip().startswith("#"):
                target += 1
        target = target if lines[target - 1].strip() else number
        yield match["comment"], number, target, target


def _read(comment: str, line: int, first: int, last: int) -> Iterator[Ignore]:
    for match in _COMMENT.finditer(comment):
        if match["names"] is None:
            yield Ignore(line, line, line, (), match["rest"].strip())
            continue
        names = tuple(name for part in match["names"].split(",") if (name := part.strip()))
        span = (0, 0) if match["whole"] and names else (first, last)
        yield Ignore(line, *span, names, match["reason"].strip())
