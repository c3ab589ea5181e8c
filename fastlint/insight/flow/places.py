"""Which value an expression speaks of, and which values it is computed from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fastlint.insight.flow.running import is_presence
from fastlint.insight.flow.selections import membership, none_selected
from fastlint.insight.flow.values import (
    ANY,
    Called,
    Changed,
    Choice,
    Computed,
    Constant,
    Free,
    Global,
    Input,
    Part,
    Path,
    Record,
    Text,
    Value,
)
from fastlint.insight.flow.visits import ALL
from fastlint.ir import nodes

_DEEPEST = 6
_CONTAINERS = frozenset({"items", "values", "keys", "get", "pop", "copy", "model_dump", "dict"})
_ASKED_BY_KEY = frozenset({"get", "pop", "getlist"})
_MEASURES = frozenset({"find", "rfind", "index", "rindex", "count", "__len__"})

Place = tuple[object, Path]


def place_of(value: Value, path: Path = ()) -> Place:
    """What `value.path` is, however it was reached: the value it hangs on and the whole path from there."""
    while True:
        if isinstance(value, Part):
            path = (value.key, *path)
            value = value.whole
        elif isinstance(value, Called) and (key := _key_asked(value)) and value.receiver is not None:
            path = (key, *path)
            value = value.receiver
        elif isinstance(value, Changed) and path and value.key not in (path[0], ANY) and path[0] != ANY:
            value = value.whole
        else:
            break
    if isinstance(value, Global):
        return value.dotted, path
    if isinstance(value, Free):
        return (value.graph, value.name), path
    return value, path


def _key_asked(called: Called) -> str:
    """The written key by which a call asks a container for one of its values, "" for other calls."""
    key = called.args[0] if called.method in _ASKED_BY_KEY and called.args else None
    return key.value if isinstance(key, Constant) and isinstance(key.value, str) else ""


def made_of(value: Value) -> tuple[Value, ...]:
    """`value` and the values it is computed from, within its function, the nearest first."""
    known = value.graph.made.get(value)
    if known is None:
        found, level = {value: None}, [value]
        for _ in range(_DEEPEST + 1):
            below = [inner for outer in level for inner in _below(outer) if not isinstance(inner, Constant)]
            level = [inner for inner in dict.fromkeys(below) if inner not in found]
            found.update(dict.fromkeys(level))
        known = value.graph.made[value] = tuple(found)
    return known


def spoken_of(value: Value) -> list[Value]:
    """What `value` tells something of: a container asked for one of its keys is not, as in `made_of` it is."""
    made = made_of(value)
    asked = {called.receiver for called in made if isinstance(called, Called) and _key_asked(called)}
    return [inner for inner in made if inner not in asked]


def places_in(value: Value) -> frozenset[Place]:
    """The places that a value tells something of."""
    known = value.graph.places.get(value)
    if known is None:
        known = value.graph.places[value] = frozenset(map(place_of, spoken_of(value)))
    return known


def _below(value: Value) -> list[Value]:
    """The values that one is computed from at once."""
    if isinstance(value, Called):
        return _given(value, (ALL, -1))
    if isinstance(value, Part):
        return _behind(value)
    return value.operands if isinstance(value, Computed) else _inside(value)


def _inside(value: Value) -> list[Value]:
    """The values that a text, a container or a choice holds."""
    match value:
        case Text():
            return value.parts
        case Record():
            return [*value.items.values(), *value.rest, *value.spread]
        case Choice():
            return [option for option, _ in value.options]
        case Changed():
            return [value.part]
    return []


def name_of(value: Value) -> str:
    """The name that a value is reached by, or the text it is."""
    match value:
        case Part():
            return str(value.key)
        case Global():
            return value.dotted.rpartition(".")[2]
        case Input():
            return value.parameter.name
        case Constant():
            return str(value.value)
    return ""


def is_empty(value: Value) -> bool:
    """Whether a value is written out and holds nothing."""
    return isinstance(value, Constant) and value.value in ("", None, True, False)


def _behind(value: Part) -> list[Value]:
    """What the parts of a call's result, or all elements of a comprehension, are made from.

    Parts of another container tell nothing of the others.
    """
    root: Value = value
    while isinstance(root, Part):
        root = root.whole
    if isinstance(root, Record) and isinstance(root.node, nodes.Comprehension):
        return root.rest
    if not isinstance(root, Called) or root.method in _CONTAINERS:
        return []
    if isinstance(root.function, Global) and root.function.dotted.startswith("builtins."):
        return []
    return _given(root, (ALL, -1))


def carried(value: Value, positions: Callable[[Called], tuple[int, ...]], depth: int = 0) -> Iterator[Value]:
    """`value` and the values whose text it carries on: through calls only as `positions` says."""
    yield value
    if depth > _DEEPEST:
        return
    below: list[Value] = []
    match value:
        case Called() if _measures(value):
            pass
        case Called() if _key_asked(value):
            below = value.args[1:]
        case Called():
            below = _given(value, positions(value))
        case Part(whole=Called() | Part()):
            root: Value = value
            while isinstance(root, Part):
                root = root.whole
            is_container = isinstance(root, Called) and not _behind(value)
            below = _given(root, positions(root)) if isinstance(root, Called) and not is_container else []
        case Computed(operator=operator):
            below = value.operands if operator in ("+", "%", "/", "or", "and", "|") else []
        case _:
            below = _inside(value)
    for inner in below:
        if not isinstance(inner, Constant):
            yield from carried(inner, positions, depth + 1)


def _measures(called: Called) -> bool:
    """Whether a call only counts or looks for something: what it gives is nothing of the value itself."""
    return called.method in _MEASURES or getattr(called.function, "dotted", "") == "builtins.len"


def _given(called: Called, positions: tuple[int, ...]) -> list[Value]:
    found: list[Value] = []
    for position in positions:
        if position == ALL:
            found += [*called.args, *called.keywords.values(), *called.stars]
        elif position >= 0:
            found += called.args[position : position + 1]
        elif called.receiver is not None:
            found.append(called.receiver)
    return found


def alternatives(test: Value, outcome: bool | None) -> list[tuple[Value, bool]]:
    """The tests of which one must have come out so: of `a or b`, of `any(...)`, of what elements were selected by."""
    if outcome is None:
        return []
    if isinstance(test, Computed) and test.operator == "not":
        return [(test.operands[0], not outcome)]
    if isinstance(test, Computed) and test.operator in ("and", "or"):
        telling = [operand for operand in test.operands if not is_presence(operand)]
        return [(operand, outcome) for operand in telling or test.operands]
    if isinstance(test, Called) and isinstance(test.function, Global) and test.args:
        made = test.args[0]
        if test.function.dotted in ("builtins.any", "builtins.all") and isinstance(made, Record):
            return [(part, outcome) for part in made.rest]
    if isinstance(test, Choice) and len(test.options) == 1:
        return [(test.options[0][0], outcome)]
    said = none_selected(test, outcome) or membership(test, outcome)
    return [said] if said else []
