"""Room for code that people nested deep or wrote oddly."""

from __future__ import annotations

import sys
import warnings
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


@contextmanager
def undisturbed() -> Iterator[None]:
    """The same, and nothing is said about what Python would only warn of."""
    with warnings.catch_warnings(), deep_recursion():
        warnings.simplefilter("ignore")
        yield
