"""Which modules a file may import, by a look at its bytes: for files that need not be parsed unless they matter.

What is found is never less than what the parser would find; text that only looks like an import may be found as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

CHOOSING = ("import_module", "__import__", "pkgutil", "entry_points", "spec_from_file_location")
"""What imports modules by names that are made at run time."""

_IMPORT = re.compile(rb"\bimport\b")
_BEFORE = re.compile(rb"(?:lazy\b\s*)?(?:from\b\s*([\w.\s\x80-\xff]*))?")
_AFTER = re.compile(rb"[ \t\f]*(\([^)]*\)?|[^\r\n;]*)")
_CONTINUED = re.compile(rb"\\\r?\n|\\\r")
_NOISE = re.compile(rb"#[^\r\n]*|[()\s]+")
_BOUNDS = (b"\n", b"\r", b";", b":")


def imports_in(data: bytes) -> set[str]:
    """Every dotted name that may be a module, as written (dots of a relative import included)."""
    if b"\\" in data:
        data = _CONTINUED.sub(b" ", data)
    found: set[str] = set()
    for word in _IMPORT.finditer(data):
        start = max(data.rfind(bound, 0, word.start()) for bound in _BOUNDS) + 1
        before = _BEFORE.fullmatch(data[start : word.start()].strip())
        if before is not None:
            after = _AFTER.match(data, word.end())
            names = list(_names(after[1] if after else b""))
            origin = "" if before[1] is None else _plain(before[1])
            joint = "" if origin.endswith(".") or not origin else "."
            found.update(f"{origin}{joint}{name}" for name in names if name != "*")
            found.add(origin)
    found.discard("")
    return found


def _names(listed: bytes) -> Iterator[str]:
    """The names of `a.b as c, d`, comments and brackets left out."""
    for part in _NOISE.sub(b" ", listed).split(b","):
        words = part.split()
        if words:
            yield _plain(words[0])


def _plain(name: bytes) -> str:
    return b"".join(name.split()).decode("utf-8", "replace")
