"""Watches a run: what it reads, looks for, and writes, so that the next one may be answered from a record.

The interpreter itself tells of every file that is opened and every directory that is listed (PEP 578), so nothing can
be forgotten. A run that does more to the world than to read files and to write its reports is not recorded.
"""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import Any, cast

import msgspec

from fastlint.cache import runs
from fastlint.cache.place import prepare
from fastlint.cache.sight import Sight, encoded
from fastlint.source.lines import Lines

_MOST_RECORDS = 64
_LARGEST = 16 * 1024 * 1024
_NOWHERE = ("/proc/", "/sys/", "/dev/")
_ACTS = frozenset(
    (
        *("os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown"),
        *("os.mkdir", "os.utime", "os.exec", "os.posix_spawn", "os.system", "subprocess.Popen", "socket.connect"),
        "tempfile.mkstemp",
    )
)
_WRITES = os.O_WRONLY | os.O_RDWR
_LIBRARIES = ("click", "rich", "libcst", "msgspec", "pathspec", "astroid", "sqlglot", "sarif_om")


class _Recording:
    """What one run did. `is_repeatable` falls once it did what no record can tell of."""

    def __init__(self, cache: str) -> None:
        self.cache = cache + os.sep
        self.started = time.time_ns()
        self.read: dict[bytes, bytes] = {}
        self.listed: dict[bytes, bytes] = {}
        self.written: set[bytes] = set()
        self.is_repeatable = True
        self.sights: list[tuple[Sight, Lines]] = []

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        """An event of the interpreter; before it takes effect, so that the state noted here is never too new."""
        if event == "open":
            path, _, flags = arguments
            self._opened(path, flags)
        elif event in ("os.listdir", "os.scandir"):
            self._note(self.listed, "." if arguments[0] is None else arguments[0])
        elif event in _ACTS and not self._is_own(arguments[0] if arguments else ""):
            self.is_repeatable = False

    def _opened(self, path: object, flags: object) -> None:
        if isinstance(path, int):
            return
        if not isinstance(flags, int) or not flags & _WRITES:
            self._note(self.read, path)
        elif flags & os.O_APPEND:
            self.is_repeatable = False
        elif (name := _absolute(path)) is not None and not self._is_own(path):
            self.written.add(name)

    def _note(self, where: dict[bytes, bytes], path: object) -> None:
        name = _absolute(path)
        if name is None or name in where or name.endswith((b".pyc", b".so")) or self._is_own(path):
            return
        if not name.startswith(tuple(map(os.fsencode, _NOWHERE))):
            try:
                where[name] = runs.state_of(name)
            except (OSError, ValueError):
                where[name] = b""

    def _is_own(self, path: object) -> bool:
        name = _absolute(path)
        return name is not None and os.fsdecode(name).startswith(self.cache)


_current: _Recording | None = None
_is_hooked = False


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _current is not None:
        _current.see(event, arguments)


def spoil() -> None:
    """Say that another run could end otherwise, although nothing changed: the machine was short of something."""
    if _current is not None:
        _current.is_repeatable = False


def note(sight: Sight, lines: Lines) -> None:
    """Say what the run saw of the sources, and from where it will quote them."""
    if _current is not None:
        _current.sights.append((sight, lines))


@contextmanager
def recorded(arguments: Sequence[str]) -> Iterator[None]:
    """Watch what is done inside, and keep a record of it when it ends as a run does that says what it has to say."""
    global _current, _is_hooked  # noqa: PLW0603  # a hook cannot be taken off again
    cache = runs.folder(arguments)
    file = runs.record_file(cache, arguments) if cache else ""
    with suppress(OSError):
        if cache:
            prepare(cache)
    if not cache or not os.path.isdir(cache):
        yield
        return
    if not _is_hooked:
        sys.addaudithook(_hook)
        _is_hooked = True
    before = sys.stdout, sys.stderr
    out, err = (_Copy(stream) for stream in before)
    recording = _current = _Recording(cache)
    sys.stdout, sys.stderr = out.text, err.text
    try:
        yield
    except SystemExit as end:
        _current = None
        if end.code in (0, 1, 2) and recording.is_repeatable:
            with suppress(OSError, ValueError):
                _keep(file, end.code, recording, arguments, [out.data(), err.data()])
        raise
    finally:
        _current = None
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        sys.stdout, sys.stderr = before


class _Copy(io.RawIOBase):
    """A stream that passes everything on and remembers it."""

    def __init__(self, stream: Any) -> None:
        super().__init__()
        self._stream = stream
        self._kept = bytearray()
        self.text = io.TextIOWrapper(
            cast("Any", self), stream.encoding, stream.errors, newline="\n", line_buffering=True, write_through=True
        )

    def data(self) -> bytes:
        """What was written. Raises ValueError when it is too much to keep."""
        if len(self._kept) > _LARGEST:
            raise ValueError("too much")
        return bytes(self._kept)

    def write(self, data: Any) -> int:
        """Pass on and remember."""
        self._stream.flush()
        self._stream.buffer.write(data)
        self._stream.buffer.flush()
        if len(self._kept) <= _LARGEST:
            self._kept += data
        return len(data)

    def writable(self) -> bool:
        """Yes."""
        return True

    def isatty(self) -> bool:
        """As the stream itself."""
        return bool(self._stream.isatty())

    def fileno(self) -> int:
        """As the stream itself."""
        return int(self._stream.fileno())


def _keep(file: str, code: int, recording: _Recording, arguments: Sequence[str], streams: list[bytes]) -> None:
    if recording.written & recording.read.keys() or (code == 2 and not streams[0] and not recording.written):
        return
    records = [*_records(recording), *_surroundings(recording, arguments)]
    outputs = list(streams)
    for path in sorted(recording.written):
        with open(path, "rb") as stream:
            outputs += [path, stream.read(_LARGEST)]
    runs.write(file, [b"%d" % code, b"%d" % len(records), _sight(recording.sights), *records, *outputs])
    _forget_oldest(os.path.dirname(file))


def _sight(sights: Sequence[tuple[Sight, Lines]]) -> bytes:
    """What the run saw and quoted, unknown when it looked at several trees."""
    if len(sights) != 1:
        return b""
    sight, lines = sights[0]
    return encoded(msgspec.structs.replace(sight, quoted=lines.quoted, whole=frozenset(lines.whole)))


def _records(recording: _Recording) -> Iterator[bytes]:
    """A line for each file and directory. Raises ValueError when one was changed meanwhile, or may have been."""
    modules = set(_modules())
    for kind, seen in ((b"file", recording.read), (b"folder", recording.listed)):
        for path, state in seen.items():
            if not state:
                yield b"\0".join((b"absent", path, b"", b""))
                continue
            if path in modules or not (os.path.isdir if kind == b"folder" else os.path.isfile)(path):
                continue
            if runs.is_recent(state, recording.started):
                raise ValueError("too recent")
            digest = runs.listing(path) if kind == b"folder" else runs.content(path)
            if runs.state_of(path) != state:
                raise ValueError("changed during the run")
            yield b"\0".join((kind, path, state, digest))
    for path in modules:
        with suppress(OSError):
            yield b"\0".join((b"file", path, runs.state_of(path), b""))


def _surroundings(recording: _Recording, arguments: Sequence[str]) -> Iterator[bytes]:
    """What is not there although it is looked for without being opened, and where rule packs are installed."""
    from fastlint.config.files import FILES, user_file
    from fastlint.source.gitignore import FILE
    from fastlint.versions import ROOTS

    probed = {user_file()}
    folders = {os.getcwd(), *(os.path.abspath(a) for a in arguments if not a.startswith("-"))}
    above = set(folders)
    for folder in folders:
        while (parent := os.path.dirname(folder)) != folder:
            above.add(parent)
            folder = parent
    probed |= {os.path.join(folder, name) for folder in above for name in {*FILES, *ROOTS, FILE}}
    for path in sorted(probed):
        if not os.path.lexists(path):
            yield b"\0".join((b"absent", os.fsencode(path), b"", b""))
    for place in sys.path:
        if os.path.isdir(place) and os.fsencode(place) not in recording.listed:
            yield b"\0".join((b"folder", os.fsencode(place), runs.state_of(os.fsencode(place)), b""))


def _modules() -> Iterator[bytes]:
    """The files of the code that ran: all of fastlint and of rule packs, one of each library."""
    library = os.path.dirname(os.__file__) + os.sep
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        top = name.partition(".")[0]
        is_standard = file and file.startswith(library) and "site-packages" not in file
        if file and not is_standard and top not in _LIBRARIES:
            yield os.fsencode(file)
    for name in _LIBRARIES:  # loaded or not: a copy of this process may have used it
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            yield os.fsencode(spec.origin)


def _absolute(path: object) -> bytes | None:
    try:
        return os.path.abspath(os.fsencode(cast("str", path)))
    except (TypeError, ValueError):
        return None


def _forget_oldest(cache: str) -> None:
    paths = (os.path.join(cache, name) for name in os.listdir(cache) if name.startswith(runs.PREFIX))
    for path in _newest_first(paths)[_MOST_RECORDS:]:
        with suppress(OSError):
            os.unlink(path)


def _newest_first(paths: Iterable[str]) -> list[str]:
    dated = []
    for path in paths:
        with suppress(OSError):
            dated.append((os.stat(path).st_mtime_ns, path))
    return [path for _, path in sorted(dated, reverse=True)]
