"""Work that a process shares with copies of itself: they are forked, so that nothing has to be sent to them."""

from __future__ import annotations

import os
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

_NUMBER = struct.Struct("=H")
_HEAD = struct.Struct("=HQ")
_MOST = 8192
"""How many numbers a pipe surely holds."""


def are_possible() -> bool:
    """Whether this process may be forked: that is safe on Linux as long as nothing else runs here."""
    return sys.platform == "linux" and threading.active_count() == 1


def share(groups: Sequence[Sequence[int]], forks: int, do: Callable[[int], bytes]) -> Iterator[tuple[int, bytes]]:
    """`do(number)` for each number in `groups` (at most 8192 each), by this process and `forks` copies of it.

    What a process finds out for one of a group helps it with the others, and with the groups beside it: so two
    processes go from the two ends towards each other, each two through a part of the groups, and then through the rest.
    What a copy does to its memory is lost, save what `do` returns; what it failed to do is done here.
    """
    queues = [_queue(group) for group in groups]
    copies: list[tuple[int, int]] = []
    try:
        for turn in range(forks):
            with suppress(OSError):  # no more processes are to be had: then by fewer
                copies.append(_fork(way(queues, turn + 1, forks + 1), do))
        missing = {number for group in groups for number in group}
        for number in _claimed(way(queues, 0, forks + 1)):
            missing.discard(number)
            yield number, do(number)
        for _, results in copies:
            for number, data in _told(results):
                missing.discard(number)
                yield number, data
        for number in sorted(missing):
            yield number, do(number)
    finally:
        for queue in queues:
            os.close(queue)
        for process, results in copies:
            os.close(results)
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def way(queues: Sequence[int], process: int, processes: int) -> list[int]:
    """The queues in the order in which one of several processes goes through them."""
    pair, goes_back = divmod(process, 2)
    pairs = (processes + 1) // 2
    first, last = len(queues) * pair // pairs, len(queues) * (pair + 1) // pairs
    part = queues[first:last]
    return [*(reversed(part) if goes_back else part), *queues[last:], *queues[:first]]


def _queue(numbers: Sequence[int]) -> int:
    """A pipe that holds `numbers`: whoever reads one has it alone."""
    assert len(numbers) <= _MOST
    queue, filled = os.pipe()
    os.write(filled, b"".join(map(_NUMBER.pack, numbers)))
    os.close(filled)
    return queue


def _fork(queues: Sequence[int], do: Callable[[int], bytes]) -> tuple[int, int]:
    """A copy at work: its process, and where its results can be read."""
    results, told = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(results)
        os.close(told)
        raise
    if process:
        os.close(told)
        return process, results
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the original is interrupted too, and decides
        os.close(results)
        # All at once in the end: the original reads when it has nothing else to do.
        done = b"".join(_HEAD.pack(number, len(data)) + data for number in _claimed(queues) for data in (do(number),))
        with open(told, "wb") as stream:
            stream.write(done)
    finally:
        os._exit(0)


def _claimed(queues: Sequence[int]) -> Iterator[int]:
    """The numbers that nobody else has taken from the queues."""
    for queue in queues:
        while number := os.read(queue, _NUMBER.size):
            yield _NUMBER.unpack(number)[0]


def _told(results: int) -> Iterator[tuple[int, bytes]]:
    """What a copy has done, as far as it got."""
    with open(results, "rb", closefd=False) as stream:
        while len(head := stream.read(_HEAD.size)) == _HEAD.size:
            number, length = _HEAD.unpack(head)
            if len(data := stream.read(length)) < length:
                break
            yield number, data
