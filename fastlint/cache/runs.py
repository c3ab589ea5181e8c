"""What a run said, for the next one that finds everything as it was.

This is read before anything else of fastlint is imported, so it needs the interpreter's own modules alone. A record
lists what the run depended on: files it read, files that it looked for in vain, directories it went through, the code
of fastlint itself. When all of that is unchanged, what was written then is written again. Where only text of sources
was edited, `fastlint.revalidation` tells whether the record still holds.
"""

from __future__ import annotations

import os
import sys
import time

from fastlint.cache.place import directory, is_own_file

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PREFIX = "run-"
_CHECK = 16
_TICK = 50_000_000
_SECOND = 1_000_000_000
_ENVIRONMENT = ("FASTLINT_", "XDG_", "GITHUB_", "PYTHON", "LC_")
_VARIABLES = (
    *("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "LANG", "NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM"),
    *("COLUMNS", "LINES", "CI"),
)


def folder(arguments: Sequence[str]) -> str:
    """The cache that a run with these arguments may use, "" when it is not to be recorded."""
    if os.environ.get("FASTLINT_NO_CACHE"):
        return ""
    found = directory()
    for number, argument in enumerate(arguments):
        if argument.startswith(("--no-cache", "--fix", "--unsafe-fixes", "--diff", "--stdin")):
            return ""
        if argument == "--cache-dir":
            found = os.path.abspath(arguments[number + 1]) if number + 1 < len(arguments) else ""
        elif argument.startswith("--cache-dir="):
            found = os.path.abspath(argument.partition("=")[2])
    return found


def record_file(cache: str, arguments: Sequence[str]) -> str:
    """Where the record of such a run lies: by everything that changes what is said, save what lies in files."""
    parts = [*arguments, "\0", os.getcwd(), sys.version, sys.executable, __file__, repr(time.localtime()[:3])]
    parts += [
        f"{name}={value}"
        for name, value in sorted(os.environ.items())
        if name in _VARIABLES or name.startswith(_ENVIRONMENT)
    ]
    for stream in (sys.stdout, sys.stderr):
        is_terminal = bool(stream) and stream.isatty()
        parts.append(str(os.get_terminal_size(stream.fileno()).columns) if is_terminal else "-")
    text = "\0".join(parts).encode("utf-8", "surrogateescape")
    return os.path.join(cache, f"{PREFIX}{blake2b(text, digest_size=16).hexdigest()}")


class Record:
    """A run of before. `edited` are the files that were written since, all else being as it was; `sight` is what the
    run saw of the sources, encoded, b"" where that is not known.
    """

    def __init__(self, file: str, parts: list[bytes]) -> None:
        code, count, self.sight, *rest = parts
        self._file, self._code = file, int(code)
        self._lines, self._outputs = rest[: int(count)], rest[int(count) :]
        self.edited: list[bytes] = []

    def is_of_now(self) -> bool:
        """Look around: whether everything is as it was, save files that are `edited`."""
        for line in self._lines:
            kind, path, state, digest = line.split(b"\0")
            if not _is_unchanged(kind, path, state, digest):
                if kind != b"file" or not digest or not self.sight or not os.path.isfile(path):
                    return False
                self.edited.append(path)
        return True

    def tell(self) -> int:
        """Write what the run wrote, and give its exit code. Raises OSError."""
        _write(self._outputs)
        return self._code

    def renew(self, states: Mapping[bytes, bytes], sight: bytes) -> None:
        """Keep it as the record of a run on the files in `states`, which saw `sight` of the sources. Raises OSError."""
        lines = []
        for line in self._lines:
            kind, path, *_ = line.split(b"\0")
            if kind == b"file" and path in states:
                digest = content(path)
                if state_of(path) != states[path]:
                    return
                line = b"\0".join((kind, path, states[path], digest))
            lines.append(line)
        write(self._file, [b"%d" % self._code, b"%d" % len(lines), sight, *lines, *self._outputs])


def recall(arguments: Sequence[str]) -> Record | None:
    """The record of such a run, if nothing but the text of files changed since; None when it must run."""
    try:
        cache = folder(arguments)
        file = record_file(cache, arguments) if cache else ""
        found = _read(file) if cache else None
        record = Record(file, found) if found is not None else None
        return record if record is not None and record.is_of_now() else None
    except (OSError, ValueError, TypeError, IndexError):
        return None


def write(file: str, parts: Iterable[bytes]) -> None:
    """Keep the parts of a record. Raises OSError."""
    temporary = f"{file}.{os.getpid()}"
    with open(temporary, "wb") as stream:
        stream.write(pack(parts))
    os.replace(temporary, file)


def pack(parts: Iterable[bytes]) -> bytes:
    """Parts with their lengths, behind a checksum."""
    parts = list(parts)
    head = b" ".join(b"%d" % len(part) for part in parts)
    body = head + b"\n" + b"".join(parts)
    return blake2b(body, digest_size=_CHECK).digest() + body


def _read(path: str) -> list[bytes] | None:
    if not is_own_file(path):
        return None
    with open(path, "rb") as stream:
        data = stream.read()
    if blake2b(data[_CHECK:], digest_size=_CHECK).digest() != data[:_CHECK]:
        return None
    at = data.index(b"\n", _CHECK)
    sizes, at, parts = data[_CHECK:at].split(), at + 1, []
    for size in sizes:
        parts.append(data[at : at + int(size)])
        at += int(size)
    return parts


def _is_unchanged(kind: bytes, path: bytes, state: bytes, digest: bytes) -> bool:
    """Whether what a record speaks of is as it was: by its state, else by its content."""
    if kind == b"absent":
        return not os.path.lexists(path)
    try:
        if state_of(path) == state:
            return True
        return bool(digest) and digest == (listing(path) if kind == b"folder" else content(path))
    except OSError:
        return False


def state_of(path: bytes) -> bytes:
    """What changes whenever a file or directory is touched."""
    status = os.stat(path)
    return b"%d %d %d %d" % (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def is_recent(state: bytes, moment: int) -> bool:
    """Whether a file was written within the tick of the clock before `moment`: it could change and look the same."""
    newest = max(int(number) for number in state.split()[:2])
    return newest > moment - (_TICK if newest % _SECOND else 2 * _SECOND)


def content(path: bytes) -> bytes:
    """A digest of a regular file."""
    with open(path, "rb") as stream:
        return blake2b(stream.read(), digest_size=_CHECK).hexdigest().encode()


def listing(path: bytes) -> bytes:
    """A digest of the names in a directory, of what kind each is and where links lead to."""
    return blake2b(b"\0".join(sorted(_entries(path))), digest_size=_CHECK).hexdigest().encode()


def _entries(path: bytes) -> Iterator[bytes]:
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name == b"__pycache__":
                continue
            if entry.is_symlink():
                yield entry.name + b" -> " + os.readlink(entry.path)
            else:
                yield entry.name + (b"/" if entry.is_dir() else b"" if entry.is_file() else b" ?")


def _write(outputs: list[bytes]) -> None:
    """The standard streams come first, then each file behind its name."""
    for path, data in zip(outputs[2::2], outputs[3::2], strict=True):
        with open(path, "wb") as stream:
            stream.write(data)
    for target, data in zip((sys.stdout, sys.stderr), outputs, strict=False):
        if data:
            target.flush()
            target.buffer.write(data)
            target.buffer.flush()
