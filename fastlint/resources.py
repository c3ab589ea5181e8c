"""What a run may use. None of it changes a result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[str, int, int], None]
"""Told of a phase, how many of its steps are over, and how many there are."""


def untold(phase: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Resources:
    """`cache` is the directory that keeps what runs found out, "" for none. `progress` is told how far the run is."""

    cache: str = ""
    progress: Progress = untold


DEFAULT_RESOURCES = Resources()
