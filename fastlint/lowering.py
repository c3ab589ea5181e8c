"""Files -> lean forms: found in the cache, or made and then kept there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from hashlib import blake2b
from itertools import chain
from types import TracebackType

import msgspec

from fastlint.analyse import Form, Task, all_done, decoded, done, is_harmless
from fastlint.cache import edition
from fastlint.cache.forms import Forms
from fastlint.cache.recording import spoil
from fastlint.cache.sight import Seen
from fastlint.resources import Resources
from fastlint.source.failure import Failure, FailureKind, Limits
from fastlint.source.read import SourceFile, load

Choice = Callable[[Mapping[str, bytes]], Iterable[Set[str]]]
"""Names of files by what the files hold, step by step."""

_BATCH = 200
_HERE = 100_000
"""How many bytes of simple code this process parses itself: a worker would not be ready sooner."""
_FOR_ANOTHER = 200_000
"""How many bytes make a further worker worth its start."""
_CHUNK = 20


class Lowering:
    """Lowers files, as often as it is asked to; to be closed, as a context manager does. `seen` are those it
    lowered, by name.

    `contents` hold, by absolute path, what is lowered in place of what lies there.
    """

    def __init__(self, limits: Limits, resources: Resources, contents: Mapping[str, bytes] | None = None) -> None:
        self._limits, self._resources = limits, resources
        self._contents = contents or {}
        self._seed = edition.of_forms() + repr(limits).encode() if resources.cache else b""
        self._cache = Forms(resources.cache)
        self._asked = 0
        self.seen: dict[str, Seen] = {}

    def __enter__(self) -> Lowering:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cache.close()

    def forms(
        self, files: Iterable[SourceFile], choose: Choice = lambda contents: [contents.keys()]
    ) -> dict[str, Form | None]:
        """The form of each file by its name, or why there is none.

        `choose` says by what the files hold which of them matter, in any number of steps: what the first steps name is
        analysed while it looks for more. Of the others it is only told why they could not be analysed, None where they
        could.
        """
        files = list(files)
        loaded = {file.name: self._loaded(file.path) for file in files}
        known: dict[bytes, Form | None] = {}
        known |= self._made(self._unknown(files, loaded, choose, known))
        return {
            name: data if isinstance(data, Failure) else known[self.seen[name].key] for name, data in loaded.items()
        }

    def _unknown(
        self,
        files: Iterable[SourceFile],
        loaded: Mapping[str, bytes | Failure],
        choose: Choice,
        known: dict[bytes, Form | None],
    ) -> Iterator[dict[bytes, Task]]:
        """The tasks, step by step, whose form is not kept; what is kept is put into `known`."""
        left = {file.name: (file, data) for file in files if isinstance(data := loaded[file.name], bytes)}
        contents = {name: data for name, (_, data) in left.items()}
        for names in chain(choose(contents), [None]):
            tasks = dict[bytes, Task]()
            for name in [name for name in left if names is None or name in names]:
                file, data = left.pop(name)
                task = data, names is not None
                self.seen[name] = Seen(name, file.path, self._key(task), task[1])
                tasks[self.seen[name].key] = task
            known |= self._known(tasks.keys() - known.keys())
            new = {key: task for key, task in tasks.items() if key not in known}
            self._asked += len(new)
            yield new

    def recalled(self, key: bytes) -> Form | None:
        """The form that is kept under `key`, None when it is no longer."""
        return self._known({key}).get(key)

    def _loaded(self, path: str) -> bytes | Failure:
        return self._contents[path] if path in self._contents else load(path, self._limits)

    def _key(self, task: Task) -> bytes:
        data, is_whole = task
        return blake2b(self._seed + bytes([is_whole]) + data, digest_size=32).digest()

    def _known(self, keys: set[bytes]) -> dict[bytes, Form | None]:
        found: dict[bytes, Form | None] = {}
        for key, form in self._cache.find(sorted(keys)).items():
            try:
                found[key] = decoded(form)
            except (msgspec.MsgspecError, RecursionError):  # sound, and yet not ours
                continue
        return found

    def _made(self, steps: Iterator[Mapping[bytes, Task]]) -> dict[bytes, Form | None]:
        """What comes of the tasks; it is kept batch by batch, for the run that follows one that was ended."""
        made: dict[bytes, Form | None] = {}
        fresh: dict[bytes, bytes] = {}
        try:
            for key, data in self._encoded(steps):
                form = made[key] = _readable(data)
                if not isinstance(form, Failure) or form.is_lasting:
                    fresh[key] = data
                else:
                    spoil()
                if len(fresh) == _BATCH:
                    self._cache.keep(fresh)
                    fresh = {}
                self._resources.progress("reading files", len(made), self._asked)
        finally:
            self._cache.keep(fresh)
        return made

    def _encoded(self, steps: Iterator[Mapping[bytes, Task]]) -> Iterator[tuple[bytes, bytes]]:
        """The encoded forms by key, in any order: of little and simple code made here, of other code elsewhere."""
        first = dict(next(steps))
        if _size(first) > _HERE and self._resources.executor is None and self._resources.processes > 1:
            yield from self._worked(first, self._resources.processes, steps)
            return
        tasks = dict(chain(first.items(), *(step.items() for step in steps)))
        is_little = _size(tasks) <= _HERE
        here = [key for key, (data, _) in tasks.items() if is_little and is_harmless(data)]
        for key in here:
            yield key, done(tasks[key], self._limits)
        finished = set(here)
        rest = {key: task for key, task in tasks.items() if key not in finished}
        if rest and self._resources.executor is not None:
            for key, form in self._executed(rest):
                del rest[key]
                yield key, form
        if rest:
            yield from self._worked(rest, min(self._resources.processes, _size(rest) // _FOR_ANOTHER + 1))

    def _executed(self, tasks: Mapping[bytes, Task]) -> Iterator[tuple[bytes, bytes]]:
        """What the given executor makes of `tasks`; not what it fails on."""
        from concurrent.futures import as_completed  # with all of `logging`, for an executor that few bring

        executor = self._resources.executor
        assert executor is not None
        keys = list(tasks)
        chunks = [keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK)]
        futures = {executor.submit(all_done, [tasks[key] for key in chunk], self._limits): chunk for chunk in chunks}
        for future in as_completed(futures):
            if future.exception() is None:
                yield from zip(futures[future], future.result(), strict=True)

    def _worked(
        self, tasks: Mapping[bytes, Task], processes: int, more: Iterable[Mapping[bytes, Task]] = ()
    ) -> Iterator[tuple[bytes, bytes]]:
        from fastlint.workers import Workers

        workers = Workers(processes, self._limits)
        try:
            yield from workers.forms(tasks, more)
        finally:
            workers.close()


def _size(tasks: Mapping[bytes, Task]) -> int:
    return sum(len(data) for data, _ in tasks.values())


def _readable(data: bytes) -> Form | None:
    try:
        return decoded(data)
    except RecursionError:  # a worker's stack is larger than that of others
        return Failure(FailureKind.LIMIT, "is nested too deeply to be analysed")
