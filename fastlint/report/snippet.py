"""Lines of source with marks under them: what stands in the column of which cell of the terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastlint.report.harmless import harmless
from fastlint.source.lines import Lines
from fastlint.source.span import Span

_TAB = 4
_LONGEST = 200
_BEFORE = 60
_CUT = "..."
_TEXT = re.compile(r"""("{3}|'{3}|["'])((?:(?!\1).){0,4})((?:(?!\1).)*)(\1|$)""")

Row = list[tuple[str, str]]
"""One line of a report: pieces of text, each with the name of its style."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A region to underline, and what to say beside it. `style` is the line's, `sign` what it is drawn with.

    `is_secret` says that texts in the region must not be quoted: reports end up in logs.
    """

    span: Span
    label: str
    sign: str
    style: str
    is_secret: bool = False


def snippet(marks: Iterable[Mark], lines: Lines, gutter: int) -> Iterator[Row]:
    """The lines of one file that `marks` lie on, each followed by its marks; what is left out between shows as dots."""
    by_line: dict[int, list[Mark]] = {}
    for mark in marks:
        by_line.setdefault(mark.span.start_line, []).append(mark)
    last = 0
    for number in sorted(by_line):
        here = by_line[number]
        path = here[0].span.path
        if last and number - last == 2:
            yield _source(last + 1, _Shown(lines.line(path, last + 1), 0), gutter)
        elif last and number - last > 2:
            yield [("...", "gutter")]
        shown = _Shown(_discreet(lines.line(path, number), here), min(mark.span.start_column for mark in here) - 1)
        yield _source(number, shown, gutter)
        for mark in here:
            yield _underline(mark, shown, gutter)
        last = number


def _source(number: int, shown: _Shown, gutter: int) -> Row:
    return [(f"{number:>{gutter}} | ", "gutter"), (shown.text, "")]


def _underline(mark: Mark, shown: _Shown, gutter: int) -> Row:
    span = mark.span
    start = shown.cell(span.start_column - 1)
    end = shown.cell(span.end_column - 1 if span.end_line == span.start_line else shown.length)
    signs = mark.sign * max(end - start, 1)
    label = f" {harmless(mark.label)}" if mark.label else ""
    return [(f"{'':>{gutter}} | ", "gutter"), (" " * start, ""), (signs, mark.style), (label, mark.style)]


class _Shown:
    """A source line as it is shown: tabs as spaces, what is not visible as escapes, cut around `focus` when long."""

    def __init__(self, line: str, focus: int) -> None:
        line = line.rstrip()
        self.length = len(line)
        self._first = 0 if self.length <= _LONGEST or focus < _LONGEST - _BEFORE else focus - _BEFORE
        pieces = [_CUT] if self._first else []
        self._cells = [len(_CUT) if self._first else 0]
        for character in line[self._first : self._first + _LONGEST]:
            at = self._cells[-1]
            piece = " " * (_TAB - at % _TAB) if character == "\t" else harmless(character)
            pieces.append(piece)
            self._cells.append(at + _width(piece))
        self.text = "".join(pieces) + (_CUT if self._first + _LONGEST < self.length else "")

    def cell(self, column: int) -> int:
        """The cell where the character at `column` (from 0) begins; the nearest one shown for others."""
        return self._cells[min(max(column - self._first, 0), len(self._cells) - 1)]


def _discreet(line: str, marks: Iterable[Mark]) -> str:
    """`line` with stars for all but the beginnings of texts in secret regions; every column stays where it is."""
    for span in (mark.span for mark in marks if mark.is_secret):
        start = span.start_column - 1
        end = span.end_column - 1 if span.end_line == span.start_line else len(line)
        hidden = _TEXT.sub(lambda text: text[1] + text[2] + "*" * len(text[3]) + text[4], line[start:end])
        line = line[:start] + hidden + line[end:]
    return line


def _width(text: str) -> int:
    """How many cells a terminal gives to `text`."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
