"""Places in files, as people and reports write them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A region of one file. Lines and columns count from 1; the end is exclusive.

    `path` is relative to the project root, with forward slashes.
    """

    path: str
    start_line: int
    start_column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.start_line}:{self.start_column}"
