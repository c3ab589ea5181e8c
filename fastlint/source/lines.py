"""The lines of source files, for what quotes them after the analysis."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from fastlint.source.read import Source, read

NEWLINE = re.compile(r"\r\n|\r|\n")


class Lines:
    """Lines of the files below `root`, read when first asked for; a file that cannot be read has none.

    `texts` are those of files that are not analysed as they lie there.
    """

    def __init__(self, root: str, texts: Mapping[str, str] | None = None) -> None:
        self.root = root
        self._texts = dict(texts or {})
        self._lines: dict[str, list[str]] = {}

    def text(self, path: str) -> str:
        """The text of a file, "" when it cannot be read."""
        if path not in self._texts:
            source = read(os.path.join(self.root, path))
            self._texts[path] = source.text if isinstance(source, Source) else ""
        return self._texts[path]

    def line(self, path: str, number: int) -> str:
        """Line `number` (from 1) without its newline, "" when the file has none such."""
        if path not in self._lines:
            self._lines[path] = NEWLINE.split(self.text(path))
        lines = self._lines[path]
        return lines[number - 1] if 0 < number <= len(lines) else ""
