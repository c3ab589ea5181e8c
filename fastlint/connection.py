"""Which files an application is connected with: only those are worth a parse.

A file that speaks of the framework, or registers something, may be part of an application; so may whatever imports
such a file, and whatever any of them imports. Tests, migrations and tools that stand apart are not, and take as much
time as the rest: their bytes are looked through and no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from fastlint.link.modules import ModuleIndex, is_test_path, reached
from fastlint.source.imports import CHOOSING, imports_in

_FRAMEWORK = (b"fastapi", b"starlette", b"include_router", b"add_api_route", b"add_middleware", b"Router")
_REGISTERING = re.compile(rb"@[\w.]+\.(?:get|post|put|patch|delete|head|options|trace|websocket|api_route|route)\(")
_CHOOSING = tuple(name.encode() for name in CHOOSING)
"""In a file that holds one of these, any file may be connected."""
_OWN = b"fastlint:"
"""Ignore comments are judged wherever they are."""


def connected(contents: Mapping[str, bytes], words: Iterable[str] = ()) -> Set[str]:
    """The names of those files that matter: all where none speaks of the framework.

    A file outside of the tests that holds one of `words`, in letters of any case, matters too.
    """
    *_, found = connecting(contents, lambda: words)
    return found


def connecting(contents: Mapping[str, bytes], words: Callable[[], Iterable[str]]) -> Iterator[Set[str]]:
    """The same in steps, each with what was named before: the first are known at once, and words are asked for last."""
    code = {name for name in contents if not is_test_path(name)}
    starts = {name for name in code if _may_be_application(contents[name])}
    yield starts
    if not starts:
        yield contents.keys()
        return
    imports = _Imports(contents)
    importers: dict[str, set[str]] = {}
    for name in code:
        for target in imports[name]:
            importers.setdefault(target, set()).add(name)
    found = _closure(_closure(starts, lambda name: importers.get(name, set())), imports.__getitem__)
    if any(_holds(contents[name], _CHOOSING) for name in found):
        found = _closure(code, imports.__getitem__)
    yield found
    told = [word.lower().encode() for word in words()]
    found |= {name for name in code - found if _holds(contents[name].lower(), told)}
    yield found | {name for name in contents.keys() - found if _OWN in contents[name]}


class _Imports(dict[str, set[str]]):
    """The files that each file imports, looked for when asked: tests are hardly ever asked about."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        super().__init__()
        self._contents = contents
        self._index = ModuleIndex(contents)

    def __missing__(self, name: str) -> set[str]:
        self[name] = reached(name, imports_in(self._contents[name]), self._index)
        return self[name]


def _may_be_application(data: bytes) -> bool:
    return _holds(data, _FRAMEWORK) or _REGISTERING.search(data) is not None


def _holds(data: bytes, words: Iterable[bytes]) -> bool:
    return any(word in data for word in words)


def _closure(starts: Iterable[str], following: Callable[[str], Set[str]]) -> set[str]:
    """`starts` and all that follows from them."""
    found, waiting = set(starts), list(starts)
    while waiting:
        new = following(waiting.pop()) - found
        found |= new
        waiting += new
    return found
