"""The values that a display holds: what a registry of functions or classes may give."""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.values import ANY, KEYS, Called, Changed, Choice, Global, Key, Part, Record, Value

_DEEPEST = 4
_MOST = 20
_ASKING = frozenset({"get", "pop", "setdefault"})


def chosen(graphs: Graphs, value: Value) -> list[Value]:
    """What `value` may be when it is an item of a display: `TABLE[key]`, `TABLE.get(key)`."""
    if isinstance(value, Part) and not value.is_attribute:
        return list(_held(graphs, value.whole, value.key))[:_MOST]
    if isinstance(value, Called) and value.method in _ASKING and value.receiver is not None:
        return list(_held(graphs, value.receiver, ANY))[:_MOST]
    return []


def _held(graphs: Graphs, value: Value, key: Key, depth: int = 0) -> Iterator[Value]:
    if depth > _DEEPEST or key == KEYS:
        return
    match value:
        case Record():
            known = [part for name, part in value.items.items() if key in (name, ANY)]
            yield from known or value.items.values()
            yield from value.rest
        case Changed():
            yield value.part
            yield from _held(graphs, value.whole, key, depth + 1)
        case Choice():
            for option, _ in value.options:
                yield from _held(graphs, option, key, depth + 1)
        case Part(whole=whole, key=place, is_attribute=False):
            for inner in _held(graphs, whole, place, depth + 1):
                yield from _held(graphs, inner, key, depth + 1)
        case Global():
            for bound in graphs.variable(value.dotted):
                yield from _held(graphs, bound, key, depth + 1)
