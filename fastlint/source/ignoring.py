"""Writes ignore comments into a text. Nothing but comments changes: the tokens of the code stay as they are."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Mapping

from fastlint.source.ignores import read_ignores

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_OWN = re.compile(r"(?P<head>#[ \t]*fastlint:[ \t]*ignore[ \t]*\[)(?P<names>[^\]]*)\]")
_NO_CODE = frozenset({tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER})


class Unwritable(Exception):
    """A text that cannot be given these comments; the message says why."""


def with_ignores(text: str, wanted: Mapping[int, set[str]], reason: str = "") -> str:
    """`text` with comments that silence the rules in `wanted` on their lines (from 1); raises `Unwritable`.

    The comment goes behind the logical line; one that stands there already is given the names.
    """
    lines = _LINE.findall(text)
    plain = "".join(_parts(line)[0] + "\n" for line in lines)
    try:
        logical, comments = _logical(plain)
    except (tokenize.TokenError, SyntaxError) as error:
        raise Unwritable("the running Python cannot read the file's syntax") from error
    by_end: dict[int, set[str]] = {}
    for number, names in wanted.items():
        end = next((last for first, last in logical if first <= number <= last), 0)
        if not end:
            raise Unwritable(f"line {number} holds no code to put the comment behind")
        by_end.setdefault(end, set()).update(names)
    for end, names in by_end.items():
        code, newline = _parts(lines[end - 1])
        start = comments.get(end, len(code))
        lines[end - 1] = _commented(code[:start], code[start:], sorted(names), reason) + newline
    changed = "".join(lines)
    _verify(text, changed, wanted)
    return changed


def _commented(code: str, comment: str, names: list[str], reason: str) -> str:
    own = list(_OWN.finditer(comment))
    if not own:
        added = f"# fastlint: ignore[{', '.join(names)}]" + (f" {reason}" if reason else "")
        return f"{(code + comment).rstrip()}  {added}"
    last = own[-1]
    known = [name for part in last["names"].split(",") if (name := part.strip())]
    names = [*known, *(name for name in names if name not in known)]
    return f"{code}{comment[: last.start()]}{last['head']}{', '.join(names)}]{comment[last.end() :]}"


def _logical(text: str) -> tuple[list[tuple[int, int]], dict[int, int]]:
    """First and last line of each logical line; and where in each line a comment begins."""
    lines: list[tuple[int, int]] = []
    comments: dict[int, int] = {}
    first = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NEWLINE:
            lines.append((first or token.start[0], token.start[0]))
            first = 0
        elif token.type == tokenize.COMMENT:
            comments[token.start[0]] = token.start[1]
        elif token.type not in _NO_CODE and not first:
            first = token.start[0]
    return lines, comments


def _verify(before: str, after: str, wanted: Mapping[int, set[str]]) -> None:
    """Hold the result against the promise: a comment in the middle of a string, say, must never be written."""
    ignores = read_ignores(after)
    is_silenced = all(
        any(ignore.first <= number <= ignore.last and name in ignore.names for ignore in ignores)
        for number, names in wanted.items()
        for name in names
    )
    if not is_silenced or _code(before) != _code(after):
        raise Unwritable("a comment there would change the code or not be understood")


def _code(text: str) -> list[tuple[int, str]]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    tokens = tokenize.generate_tokens(io.StringIO(plain).readline)
    return [(token.type, token.string) for token in tokens if token.type not in (tokenize.COMMENT, tokenize.NL)]


def _parts(line: str) -> tuple[str, str]:
    """A line and its newline."""
    code = line.rstrip("\r\n")
    return code, line[len(code) :]
