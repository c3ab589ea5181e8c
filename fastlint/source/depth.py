"""How deep Python may recurse over code that people nested deep."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_DEEP = 20_000


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Let Python recurse as deep as a tree within the limits goes: its own bound is for runaway functions."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _DEEP))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
