"""The lines of source files, for what quotes them after the analysis."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from fastlint.source.read import Source, read

NEWLINE = re.compile(r"\r\n|\r|\n")


def position(starts: Sequence[int], offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a character offset; `starts` are the offsets at which lines start."""
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


class Lines:
    """Lines of the files below `root`, read when first asked for; a file that cannot be read has none.

    `texts` are those of files that are not analysed as they lie there. Noted is what was asked for: the lines in
    `quoted`, by file and number, and the files in `whole`.
    """

    def __init__(self, root: str, texts: Mapping[str, str] | None = None) -> None:
        self.root = root
        self._texts = dict(texts or {})
        self._lines: dict[str, list[str]] = {}
        self.quoted: dict[str, dict[int, str]] = {}
        self.whole: set[str] = set()

    def text(self, path: str) -> str:
        """The text of a file, "" when it cannot be read."""
        self.whole.add(path)
        return self._text(path)

    def line(self, path: str, number: int) -> str:
        """Line `number` (from 1) without its newline, "" when the file has none such."""
        if path not in self._lines:
            self._lines[path] = NEWLINE.split(self._text(path))
        lines = self._lines[path]
        found = lines[number - 1] if 0 < number <= len(lines) else ""
        self.quoted.setdefault(path, {})[number] = found
        return found

    def _text(self, path: str) -> str:
        if path not in self._texts:
            source = read(os.path.join(self.root, path))
            self._texts[path] = source.text if isinstance(source, Source) else ""
        return self._texts[path]
