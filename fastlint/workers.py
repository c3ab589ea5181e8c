"""Processes that parse and lower, and that the parent may kill.

A parser can end the process, hang, or eat all memory, and holds the interpreter's lock meanwhile: only another process
bounds it. A worker gets a batch of files and answers file by file, so that when it dies, the first file without an
answer is the one to blame; the files behind it go to the next worker.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

import msgspec

from fastlint import forks
from fastlint.analyse import Task, done, encoded
from fastlint.source.failure import Failure, FailureKind, Limits

_BATCH = 96_000
"""How many bytes a worker is given at once."""
_WALL = 6
"""How many times the processor time that a file may take it may last by the clock: machines are shared."""
_STACK = 512 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_OUT_OF_MEMORY = b"memory allocation of"
_LONGEST_CRY = 4096
_BATCHES = msgspec.msgpack.Decoder(list[Task])


@dataclass(slots=True, eq=False)
class _Worker:
    """One process: the keys that it has still to answer for, since when it works on the first, how many it answered."""

    process: BaseProcess
    pipe: Connection
    errors: int
    keys: deque[bytes] = field(default_factory=deque)
    since: float = 0.0
    answered: int = 0


class Workers:
    """Up to `jobs` processes, started when there is work; to be closed."""

    def __init__(self, jobs: int, limits: Limits) -> None:
        self._jobs, self._limits = jobs, limits
        self._workers: list[_Worker] = []
        self._suspects: set[bytes] = set()

    def forms(
        self, tasks: Mapping[bytes, Task], more: Iterable[Mapping[bytes, Task]] = ()
    ) -> Iterator[tuple[bytes, bytes]]:
        """What comes of each of `tasks`, encoded, by its key, as they get ready.

        `more` are tasks that are looked for meanwhile.
        """
        known = dict[bytes, Task]()
        waiting = deque[list[bytes]]()
        for some in chain([tasks], more):
            known |= some
            # The large first, so that no worker is left alone with one at the end.
            waiting.extend(_batches(sorted(some, key=lambda key: (-len(known[key][0]), key)), known))
            self._employ(waiting, known)
        while waiting or any(worker.keys for worker in self._workers):
            self._employ(waiting, known)
            for worker in self._ready():
                try:
                    form = worker.pipe.recv_bytes()
                except (EOFError, OSError):
                    yield from self._bury(worker, waiting)
                    continue
                worker.since, worker.answered = time.monotonic(), worker.answered + 1
                yield worker.keys.popleft(), form

    def close(self) -> None:
        """End all processes, whatever they do."""
        for worker in self._workers:
            _end(worker)
        self._workers = []

    def _employ(self, waiting: deque[list[bytes]], tasks: Mapping[bytes, Task]) -> None:
        idle = [worker for worker in self._workers if not worker.keys]
        while waiting and (idle or len(self._workers) < self._jobs):
            worker = idle.pop() if idle else self._start()
            if worker.answered and waiting[0][0] in self._suspects:
                self._workers.remove(worker)
                _end(worker)
                worker = self._start()
            worker.keys.extend(waiting.popleft())
            worker.since = time.monotonic()
            with contextlib.suppress(OSError):  # it died meanwhile: reading from it will tell
                worker.pipe.send_bytes(msgspec.msgpack.encode([tasks[key] for key in worker.keys]))

    def _ready(self) -> list[_Worker]:
        """The workers that have something to say; those that are overdue are killed, which makes them say the last."""
        busy = {worker.pipe: worker for worker in self._workers if worker.keys}
        longest = float(self._limits.max_seconds * _WALL)
        until = min(worker.since for worker in busy.values()) + longest - time.monotonic()
        ready = wait(list(busy), timeout=max(until, 0.0))
        for worker in busy.values():
            if worker.pipe not in ready and time.monotonic() - worker.since > longest:
                worker.process.kill()
                worker.since = -1.0
        return [worker for pipe, worker in busy.items() if pipe in ready]

    def _bury(self, worker: _Worker, waiting: deque[list[bytes]]) -> Iterator[tuple[bytes, bytes]]:
        """Say why the first file of a dead worker has no form, unless it is to be tried again, and pass on the rest."""
        self._workers.remove(worker)
        reason = self._reason(worker)
        key, rest = worker.keys.popleft(), list(worker.keys)
        if rest:
            waiting.append(rest)
        if worker.answered and reason != self._overdue() and key not in self._suspects:
            self._suspects.add(key)  # what the worker did before may have been the cause
            waiting.append([key])
        else:
            yield key, encoded(Failure(FailureKind.CRASH, reason))

    def _reason(self, worker: _Worker) -> str:
        cry = _end(worker)
        code = worker.process.exitcode or 0
        if worker.since < 0 or -code == getattr(signal, "SIGXCPU", 0):
            return self._overdue()
        if _OUT_OF_MEMORY in cry:
            return f"takes more memory than `max-memory` allows ({self._limits.max_memory} MB)"
        if code < 0:
            return f"crashed the parser by signal {-code} ({_signal_name(-code)})"
        return f"ended the parser (exit code {code})"

    def _overdue(self) -> str:
        return f"takes longer than `max-seconds` allows ({self._limits.max_seconds} s)"

    def _start(self) -> _Worker:
        method = _method()
        if method == "fork":
            import fastlint.ir.lower  # once, here, and not in each of them
            import fastlint.source.parse  # noqa: F401
        context = multiprocessing.get_context(method)
        ours, theirs = context.Pipe()
        errors, cry = os.pipe()
        os.set_blocking(errors, False)
        inherited = [ours, *(worker.pipe for worker in self._workers)] if method == "fork" else []
        given = (theirs, inherited, cry if method == "fork" else -1, self._limits)
        process: BaseProcess = context.Process(target=_serve, args=given, daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        os.close(cry)
        worker = _Worker(process, ours, errors)
        self._workers.append(worker)
        return worker


def _method() -> str:
    """Forking costs a fraction of a new interpreter."""
    return "fork" if forks.are_possible() else "spawn"


def _batches(order: Iterable[bytes], tasks: Mapping[bytes, Task]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for key in order:
        if batch and size + len(tasks[key][0]) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(key)
        size += len(tasks[key][0])
    if batch:
        yield batch


def _end(worker: _Worker) -> bytes:
    """Kill the process if it lives; the last that it wrote to its standard error."""
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()
    cry = b""
    with contextlib.suppress(BlockingIOError):
        cry = os.read(worker.errors, _LONGEST_CRY)
    os.close(worker.errors)
    return cry


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unknown"


# ---------------------------------------------------------------- in the worker


def _serve(pipe: Connection, inherited: list[Connection], cry: int, limits: Limits) -> None:
    """The life of a worker: batches in, forms out, until the parent is gone or kills it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and decides
    for other in inherited:
        other.close()  # else none of the workers would notice that the parent is gone
    if cry >= 0:
        os.set_blocking(cry, False)
        os.dup2(cry, 2)
    gc.disable()  # trees hold no cycles, and looking for some costs a tenth of the parse
    threading.stack_size(_STACK)
    _bound_memory(limits)
    # Trees nest deeper than the main thread's stack allows; this is address space, not memory.
    thread = threading.Thread(target=_work, args=(pipe, limits))
    thread.start()
    thread.join()


def _work(pipe: Connection, limits: Limits) -> None:
    import fastlint.ir.lower
    import fastlint.source.parse  # noqa: F401  # before the time of a file begins

    with contextlib.suppress(EOFError, OSError):  # the parent is gone
        while True:
            for task in _BATCHES.decode(pipe.recv_bytes()):
                _bound_time(limits)
                pipe.send_bytes(done(task, limits))


def _bound_time(limits: Limits) -> None:
    """Have the system end this process when the next file takes too long: this works for orphans too."""
    if resource := _resource():
        spent = time.process_time()
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        with contextlib.suppress(ValueError, OSError):  # a lower bound is set from outside
            resource.setrlimit(resource.RLIMIT_CPU, (int(spent) + 1 + limits.max_seconds, hard))


def _bound_memory(limits: Limits) -> None:
    if resource := _resource():
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = _address_space(resource.getpagesize()) + limits.max_memory * _MEGABYTE + _STACK
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _address_space(page: int) -> int:
    """What this process has already, a copy of a process that may be large; 0 where that is not told."""
    try:
        with open("/proc/self/statm", "rb") as stream:
            return int(stream.read().split()[0]) * page
    except OSError:
        return 0


def _resource() -> Any:
    """The module of that name, None where the system has none (Windows)."""
    try:
        import resource
    except ImportError:
        return None
    return resource
