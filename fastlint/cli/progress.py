"""How far a long run is, on one line of a terminal's stderr that vanishes again."""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType
from typing import TextIO

_QUIET = 1.0
_BETWEEN = 0.1
"""Seconds: a run that is over before the first says nothing, and the line is not drawn more often than the second."""

_ERASE = "\r\x1b[2K"


class ProgressLine:
    """Told of each step by the engine; to be used as a context, so that nothing of it is left on the screen."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_shown = self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + _QUIET
        self._is_drawn = False

    def __call__(self, phase: str, done: int, total: int) -> None:
        """`done` of `total` steps of a phase are over; the line goes with the last one."""
        if done >= total:
            self._erase()
        elif self._is_shown and (now := time.monotonic()) >= self._next:
            self._next = now + _BETWEEN
            self._is_drawn = True
            self._stream.write(f"{_ERASE}{phase}: {done} of {total}")
            self._stream.flush()

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._erase()

    def _erase(self) -> None:
        if self._is_drawn:
            self._is_drawn = False
            self._stream.write(_ERASE)
            self._stream.flush()
