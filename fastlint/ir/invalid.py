"""Code that the parser takes and that is no Python all the same."""

from __future__ import annotations

from fastlint.source.read import place


class InvalidCode(Exception):
    """What Python would say, and the offset in the text where it would say it."""

    def __init__(self, reason: str, offset: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.offset = reason, offset

    def place(self, text: str) -> tuple[int, int]:
        """Line and column in `text`, both from 1."""
        return place(text, self.offset)
