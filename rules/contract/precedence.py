"""Which route answers when several match: the first, by its path alone.

Starlette compiles `{x}` to one segment, `{x:path}` to anything, `{x:int}`, `{x:float}` and `{x:uuid}` to such values.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from fastlint.model import Span
from fastlint.rule import App, Route

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


def once(pairs: Iterable[tuple[Route, Route]]) -> Iterator[tuple[Route, Route]]:
    """One pair of several that lie in the same places, as routes do whose router is included under several prefixes."""
    seen: set[tuple[Span, Span]] = set()
    for earlier, later in pairs:
        if (earlier.span, later.span) not in seen:
            seen.add((earlier.span, later.span))
            yield earlier, later


def is_same_path(one: Route, other: Route) -> bool:
    """Whether the two paths differ in the names of parameters at most."""
    return _shape(one) == _shape(other)


def _overlaps(routes: list[Route]) -> Iterator[tuple[Route, Route]]:
    wide: list[tuple[re.Pattern[str], Route]] = []
    exact: dict[str, list[Route]] = defaultdict(list)
    for later in routes:
        sample = _PARAMETER.sub(lambda m: _LIKELY.get(m[1] or "", "\x00"), later.path)
        same = exact[_shape(later)]
        candidates = [*same, *(earlier for pattern, earlier in wide if pattern.fullmatch(sample))]
        found = next((earlier for earlier in candidates if _comes_first(earlier, later)), None)
        if found is not None and not any(_is_again(earlier, later) for earlier in same):
            yield found, later
        exact[_shape(later)].append(later)
        if "{" in later.path:
            wide.append((_pattern(later.path), later))


def _comes_first(earlier: Route, later: Route) -> bool:
    """Whether `earlier` exists whenever `later` does, takes its methods, and runs other code."""
    return _covers(earlier, later) and not _runs_same(earlier, later)


def _is_again(earlier: Route, later: Route) -> bool:
    """Whether `later` only registers `earlier` again, whose own place in the order says whether it is reached."""
    return _covers(earlier, later) and _runs_same(earlier, later)


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
