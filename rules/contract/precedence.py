"""Which route answers when several match: the first, by its path alone.

Starlette compiles `{x}` to one segment, `{x:path}` to anything, `{x:int}`, `{x:float}` and `{x:uuid}` to such values.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from fastlint.rule import App, Route

Numbered = tuple[int, Route]

_LONGEST, _MOST_DEEP, _MOST_IN_SEGMENT = 500, 2, 3
_PARAMETER = re.compile(r"\{\w+(?::(\w+))?\}")
_MATCHES = {"": "[^/]+", "path": ".*", "int": "[0-9]+", "float": r"[0-9]+(?:\.[0-9]+)?", "uuid": r"[0-9a-f-]{36}"}
_DEEP = "/".join("\x00" * 9)
_LIKELY = {"": "\x00", "path": _DEEP, "int": "90210", "float": "902.5", "uuid": "01234567-89ab-4cde-8f01-23456789abcd"}
"""For each converter, a value that no literal and only what is at least as wide matches."""


def overlaps(app: App) -> Iterator[tuple[Route, Route]]:
    """Pairs of routes of which the earlier one takes every request of the later one; each later one once."""
    groups: dict[tuple[str, tuple[str, ...]], list[Route]] = defaultdict(list)
    for route in app.routes:
        if "?" not in route.path and not route.module.is_test:
            groups[route.kind, route.mounts].append(route)
    for routes in groups.values():
        yield from _overlaps(routes)


def is_same_path(one: Route, other: Route) -> bool:
    """Whether the two paths differ in the names of parameters at most."""
    return _shape(one) == _shape(other)


def _overlaps(routes: list[Route]) -> Iterator[tuple[Route, Route]]:
    exact: dict[str, list[Numbered]] = defaultdict(list)
    again: dict[tuple[str, object], list[Route]] = defaultdict(list)
    wide = _Wide()
    for number, later in enumerate(routes):
        shape = _shape(later)
        same = again[shape, later.handler or later.endpoint]
        candidates = (group for groups in ([exact[shape]], wide.matching(later.path)) for group in groups)
        found = next((r for group in candidates for _, r in group if _comes_first(r, later)), None)
        if found is not None and not any(_covers(earlier, later) for earlier in same):
            yield found, later
        same.append(later)
        exact[shape].append((number, later))
        if "{" in later.path:
            wide.add(number, later, shape)


class _Wide:
    """Routes with parameters, by the literal beginning of their paths: only what begins like it can match."""

    def __init__(self) -> None:
        self._by_shape: dict[str, tuple[re.Pattern[str], list[Numbered]]] = {}
        self._by_start: dict[str, list[str]] = defaultdict(list)
        self._lengths: set[int] = set()

    def add(self, number: int, route: Route, shape: str) -> None:
        """Keep a route, unless its path is such that to match it could take for ever."""
        if shape not in self._by_shape and _is_simple(shape):
            start = route.path.partition("{")[0]
            self._by_start[start].append(shape)
            self._lengths.add(len(start))
            self._by_shape[shape] = (_pattern(route.path), [])
        if shape in self._by_shape:
            self._by_shape[shape][1].append((number, route))

    def matching(self, path: str) -> Iterator[list[Numbered]]:
        """The routes that take all that `path` takes, in their order."""
        if not _is_simple(path):
            return
        sample = _PARAMETER.sub(lambda m: _LIKELY.get(m[1] or "", "\x00"), path)
        lengths = [length for length in self._lengths if length <= len(sample)]
        shapes = [shape for length in lengths for shape in self._by_start.get(sample[:length], ())]
        groups = [routes for pattern, routes in map(self._by_shape.__getitem__, shapes) if pattern.fullmatch(sample)]
        mixed = groups[0] if len(groups) == 1 else [each for group in groups for each in group]
        yield mixed if len(groups) == 1 else sorted(mixed, key=_number)


def _number(numbered: Numbered) -> int:
    return numbered[0]


def _is_simple(path: str) -> bool:
    """Whether matching is a matter of a moment: parameters without a bound between them are tried in all ways."""
    segments = path.split("/")
    is_short = len(path) <= _LONGEST and path.count(":path}") <= _MOST_DEEP
    return is_short and all(segment.count("{") <= _MOST_IN_SEGMENT for segment in segments)


def _comes_first(earlier: Route, later: Route) -> bool:
    """Whether `earlier` exists whenever `later` does, takes its methods, and runs other code."""
    return _covers(earlier, later) and not _runs_same(earlier, later)


def _covers(earlier: Route, later: Route) -> bool:
    return set(earlier.conditions) <= set(later.conditions) and set(later.methods) <= set(earlier.methods)


def _runs_same(one: Route, other: Route) -> bool:
    return one.handler is other.handler if one.handler else one.endpoint == other.endpoint


def _shape(route: Route) -> str:
    return _PARAMETER.sub(lambda m: f"{{{m[1] or ''}}}", route.path)


def _pattern(path: str) -> re.Pattern[str]:
    pieces, end = [], 0
    for match in _PARAMETER.finditer(path):
        pieces += [re.escape(path[end : match.start()]), _MATCHES.get(match[1] or "", "(?!)")]
        end = match.end()
    return re.compile("".join([*pieces, re.escape(path[end:])]), re.DOTALL)
