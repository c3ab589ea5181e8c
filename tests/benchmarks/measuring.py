"""Commands, measured: processor time of the process and all it starts, wall time, memory. Interleaved, so that what
else the machine does falls on all alike; the median counts."""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

MEGABYTE = 1024


@dataclass(slots=True)
class Measured:
    """What several runs of one command took: seconds of processor and of the clock, and memory in MB."""

    processor: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The median of processor time."""
        return statistics.median(self.processor)

    @property
    def wall(self) -> float:
        """The median of wall time."""
        return statistics.median(self.clock)

    @property
    def megabytes(self) -> float:
        """The median of the peak of the largest process."""
        return statistics.median(self.memory)


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, and what to do before each run, unmeasured."""

    arguments: Sequence[str]
    before: Callable[[], object] = bool
    environment: Mapping[str, str] = field(default_factory=dict)


def measure(commands: Mapping[str, Command], rounds: int) -> dict[str, Measured]:
    """Run all commands in turn, `rounds` times."""
    measured = {name: Measured() for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            command.before()
            run(command, measured[name])
    return measured


def run(command: Command, into: Measured) -> None:
    """Run a command once and note what it took."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command.arguments,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **command.environment},
    )
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    into.clock.append(time.perf_counter() - started)
    into.processor.append(usage.ru_utime + usage.ru_stime)
    into.memory.append(usage.ru_maxrss / MEGABYTE)


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """How time grows with size: the slope of the line through the logarithms."""
    return statistics.linear_regression([math.log(s) for s in sizes], [math.log(t) for t in times]).slope
