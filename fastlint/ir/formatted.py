"""f-strings, taken apart: which text is literal, where their holes lie, and what code stands in them.

The interpreter's parser is no help here: before Python 3.12 it does not say where the code in a hole lies, nor where
one piece of a string ends and the next begins.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import msgspec

_NEWLINE = r"(?:\r\n?|\n)"
_GAP = re.compile(rf"(?>[ \t\f]|{_NEWLINE}|\\{_NEWLINE}|\#[^\r\n]*+)*+")
_START = re.compile(r"""([A-Za-z]{0,2})(\"\"\"|'''|"|')""")
_PLAIN = {
    quote: re.compile(rf"(?>\\(?:\r\n|.)|(?!{quote}).)*+{quote}", re.DOTALL) for quote in ('"""', "'''", '"', "'")
}
# In literal text: what is no hole and no end although it looks so, then a brace, then the end.
_SKIPPED = {False: r"\\N\{[^{}]*+\}|\\(?![{}]).", True: r"\\(?![{}])."}
_TEXT = {
    (end, is_raw): re.compile(rf"{skipped}|(\{{\{{|\}}\}}|\{{|\}})|({end})", re.DOTALL)
    for end in _PLAIN
    for is_raw, skipped in _SKIPPED.items()
}
_FORMAT = re.compile(r"([{}])()")
# In the code of a hole: strings, what opens and closes, and what ends the code.
_CODE = re.compile(
    rf"""(?P<string>(?<![\w])[A-Za-z]{{0,2}}["'])|\w++|(?P<open>[(\[{{])|(?P<close>[)\]}}])
      |(?P<end>!(?!=)|:|=(?=[ \t]*+(?:!(?!=)|[:}}])))|[=!<>]=|\#[^\r\n]*+|{_NEWLINE}|.""",
    re.VERBOSE,
)
_DOUBLED = ("{{", "}}")
_AFTER = re.compile(r"=?[ \t\r\n\f]*+(?:!([A-Za-z]))?[ \t]*+")


class MalformedError(Exception):
    """The text is no string that Python takes, from some offset on."""


class Text(msgspec.Struct, frozen=True):
    """Literal text as it is written, braces and escapes included."""

    start: int
    end: int
    value: str


class Hole(msgspec.Struct, frozen=True):
    """The code of a hole lies from `start` to `end`; `format` are the pieces behind its colon."""

    start: int
    end: int
    conversion: str
    format: tuple[Piece, ...]


Piece = Text | Hole


class Token(msgspec.Struct, frozen=True):
    """One string literal among those that stand side by side."""

    start: int
    end: int
    is_formatted: bool
    pieces: tuple[Piece, ...]


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The string literals between two offsets. Raises MalformedError."""
    at = _after_gap(text, start)
    while at < end:
        token = _token(text, at)
        yield token
        at = _after_gap(text, token.end)


def _after_gap(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


def _token(text: str, start: int) -> Token:
    opening = _START.match(text, start)
    if opening is None:
        raise MalformedError(start)
    prefix, quote = opening[1].lower(), opening[2]
    is_raw = "r" in prefix
    if "f" in prefix or "t" in prefix:
        pieces, end = _pieces(text, opening.end(), _TEXT[quote, is_raw], is_raw)
        return Token(start, end + len(quote), True, pieces)
    closing = _PLAIN[quote].match(text, opening.end())
    if closing is None:
        raise MalformedError(start)
    end = closing.end()
    return Token(start, end, False, (Text(start, end, str(ast.literal_eval(text[start:end]))),))


def _pieces(text: str, at: int, literal: re.Pattern[str], is_raw: bool) -> tuple[tuple[Piece, ...], int]:
    """The pieces from `at` on, and where they end: at the quotes, or at the brace that ends a format."""
    found: list[Piece] = []
    begun, is_format = at, literal is _FORMAT
    while stop := literal.search(text, at):
        brace, at = stop[1], stop.end()
        is_end = stop[2] or (is_format and brace == "}")
        if brace in _DOUBLED or not (brace or is_end):
            continue
        if stop.start() > begun:
            found.append(Text(begun, stop.start(), _evaluated(text[begun : stop.start()], is_raw)))
        if is_end:
            return tuple(found), stop.start()
        if brace == "}":
            raise MalformedError(stop.start())
        hole, at = _hole(text, at, is_raw)
        found.append(hole)
        begun = at
    raise MalformedError(begun)


def _hole(text: str, start: int, is_raw: bool) -> tuple[Hole, int]:
    """The hole of which the code begins at `start`, and the offset behind its closing brace."""
    end = _code_end(text, start)
    after = _AFTER.match(text, end)
    conversion, at = (after[1] or "", after.end()) if after else ("", end)
    pieces: tuple[Piece, ...] = ()
    if text[at : at + 1] == ":":
        pieces, at = _pieces(text, at + 1, _FORMAT, is_raw)
    if text[at : at + 1] != "}":
        raise MalformedError(at)
    return Hole(start, end, conversion, pieces), at + 1


def _code_end(text: str, at: int) -> int:
    depth = 0
    while found := _CODE.match(text, at):
        at = found.end()
        match found.lastgroup:
            case "string":
                at = _token(text, found.start()).end
            case "open":
                depth += 1
            case "close" if depth:
                depth -= 1
            case "close":
                return found.start()
            case "end" if not depth:
                return found.start()
    raise MalformedError(at)


def _evaluated(value: str, is_raw: bool) -> str:
    """Literal text with braces and escapes undone."""
    value = value.replace("{{", "{").replace("}}", "}")
    if "\r" in value:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    if is_raw or "\\" not in value:
        return value
    try:
        return str(ast.literal_eval('"""' + value.replace('"', '\\"') + '"""'))
    except (ValueError, SyntaxError):
        return value
