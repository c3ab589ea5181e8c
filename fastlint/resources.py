"""What a run may use. None of it changes a result."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

Progress = Callable[[str, int, int], None]
"""Told of a phase, how many of its steps are over, and how many there are."""


def untold(phase: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Resources:
    """`cache` is the directory that keeps what runs found out, "" for none; `jobs` bounds the number of processes that
    work at once, 0 for one a processor; `executor` is given the parsing in place of these processes, and all else is
    done here then; `progress` is told how far the run is.

    A file that ends or blocks a process of `executor` is not that executor's affair: it must be one whose tasks may
    fail, and what it fails on is done by processes of fastlint's own.
    """

    cache: str = ""
    jobs: int = 0
    executor: Executor | None = None
    progress: Progress = untold

    @property
    def processes(self) -> int:
        """How many processes may work at once."""
        return self.jobs or _processors()


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


DEFAULT_RESOURCES = Resources()
