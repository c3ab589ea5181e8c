"""Containers as code writes them out, fills them, goes through them and takes them apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.values import (
    ANY,
    KEYS,
    SLICE,
    Called,
    Changed,
    Choice,
    Constant,
    Global,
    Graph,
    Key,
    Record,
    Value,
)
from fastlint.ir import nodes

FILLS = {"append": 0, "add": 0, "extend": 0, "insert": 1, "update": 0, "appendleft": 0, "setdefault": 1, "write": 0}
"""Methods of containers and buffers that put an argument, at this position, into the receiver."""

_MOST_LOOKED_AT = 50


def key_of(index: Value) -> Key:
    """The key that `index` is when it is written out, else `ANY`."""
    is_key = isinstance(index, Constant) and isinstance(index.value, (str, int)) and not isinstance(index.value, bool)
    return index.value if is_key else ANY  # type: ignore[attr-defined]  # a constant, as just checked


def sequence(node: nodes.Node, graph: Graph, items: Iterable[tuple[Value, bool]]) -> Record:
    """A list, tuple or set of values, those that are spread into it marked so."""
    record = Record(node, graph, {})
    for i, (value, is_spread) in enumerate(items):
        if is_spread:
            record.spread.append(value)
        elif record.spread:
            record.rest.append(value)
        else:
            record.items[i] = value
    return record


def mapping(node: nodes.Node, graph: Graph, items: Iterable[tuple[Value | None, Key, Value]]) -> Record:
    """A mapping of keys, given as values and as far as they are known, to values; without a key one is spread."""
    record = Record(node, graph, {})
    for written, key, value in items:
        if written is None:
            record.spread.append(value)
            record.replaceable = frozenset(record.items)
        elif key == ANY:
            record.rest.append(value)
            record.keys = (*record.keys, written)
        else:
            record.items[key] = value
            record.replaceable -= {key}
    return record


def added_to(called: Called, key: Key, whole: Value, facts: Facts | None) -> Value:
    """`whole` with what a call of one of its methods puts into it; `key` is the first argument, read as a key."""
    node, graph, position = called.node, called.graph, FILLS[called.method]
    for part in called.args[position : position + 1]:
        if called.method in ("update", "extend"):
            whole = Changed(node, graph, whole, ANY, Record(node, graph, {}, [], [part]))
        elif called.method == "setdefault":
            there = graph.part(node, whole, key)
            whole = Changed(node, graph, whole, key, Choice(node, graph, [(there, facts), (part, facts)]))
        else:
            whole = Changed(node, graph, whole, ANY, part)
    for name, part in called.keywords.items():
        whole = Changed(node, graph, whole, name if called.method == "update" else ANY, part)
    return whole


def gone_through(graph: Graph, node: nodes.Node, iterable: Value) -> Value:
    """What a loop over `iterable` gives in each turn: of what is known to be a mapping, its keys."""
    return graph.part(node, iterable, KEYS) if _is_mapping(iterable) else graph.turn(node, iterable)


def is_mapping(record: Record) -> bool:
    """Whether a display is one of a mapping."""
    node = record.node
    return isinstance(node, nodes.Mapping) or (isinstance(node, nodes.Comprehension) and node.key is not None)


def _is_mapping(value: Value) -> bool:
    """Whether a value is known to be a mapping, however it was changed."""
    waiting, seen = [value], {value}
    while waiting and len(seen) < _MOST_LOOKED_AT:
        below: list[Value] = []
        match waiting.pop():
            case Record() as record if is_mapping(record):
                pass
            case Called(function=Global(dotted="builtins.dict")) | Called(method="model_dump" | "dict" | "_asdict"):
                pass
            case Changed(whole=whole):
                below = [whole]
            case Choice(options=options):
                below = [option for option, _ in options]
            case _:
                return False
        waiting += [inner for inner in dict.fromkeys(below) if inner not in seen]
        seen.update(below)
    return not waiting


def taken_apart(graph: Graph, target: nodes.Sequence, value: Value) -> Iterator[tuple[nodes.Expr, Value]]:
    """`a, *b, c = value`: each name, or what else is written there, with its part."""
    count = len(target.items)
    starred = next((i for i, item in enumerate(target.items) if isinstance(item, nodes.Star)), count)
    for i, item in enumerate(target.items):
        if isinstance(item, nodes.Star):
            yield item.value, _slice(graph, item, value, i, count - 1 - i)
        else:
            yield item, element(graph, item, value, i if i < starred else i - count)


def element(graph: Graph, node: nodes.Node, whole: Value, key: Key) -> Value:
    """The part of a value at a key: the very value where it is written out."""
    if isinstance(whole, Record) and key not in whole.replaceable and (place := place_in(whole, key)) in whole.items:
        return whole.items[place]
    return graph.part(node, whole, key)


def place_in(record: Record, key: Key) -> Key:
    """A key as one from the front, where it counts from the end of a list that is written out."""
    is_from_end = isinstance(key, int) and key < 0 and not record.rest and not record.spread
    return key + len(record.items) if is_from_end and isinstance(record.node, nodes.Sequence) else key  # type: ignore[operator]  # an int, as just checked


def _slice(graph: Graph, node: nodes.Node, whole: Value, first: int, after: int) -> Value:
    """`whole` without as many parts as come `first` and `after`."""
    if isinstance(whole, Record) and isinstance(whole.node, nodes.Sequence) and not whole.rest and not whole.spread:
        return Record(whole.node, graph, dict(enumerate(list(whole.items.values())[first : len(whole.items) - after])))
    return graph.part(node, whole, SLICE)
