"""Tests as they read with what is written elsewhere put in its place: tables of the module, elements of displays.

`any(bad in name for bad in ("/", ".."))` that came out false says of each of the two that it is not in the name; a loop
that goes through them says the same when it is over.
"""

from __future__ import annotations

from dataclasses import replace

from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.values import ANY, Called, Computed, Constant, Global, Part, Record, Value
from fastlint.ir import nodes

_MOST_ELEMENTS = 50
_GATHERING = frozenset({f"builtins.{name}" for name in ("list", "tuple", "set", "frozenset", "sorted")})
_QUANTIFIERS = {"builtins.any": False, "builtins.all": True}
"""The outcome with which each says something of every element."""


def spelled_out(graphs: Graphs, test: Value) -> Value:
    """A test with the display in the place of a module-level name that holds one, or one text."""
    if isinstance(test, Called):
        args = [_held(graphs, value) for value in test.args]
        return replace(test, args=args) if args != test.args else test
    if isinstance(test, Computed):
        operands = [_held(graphs, value) for value in test.operands]
        return replace(test, operands=operands) if operands != test.operands else test
    return test


def told_of_each(graphs: Graphs, test: Value, outcome: bool, *, is_presumed: bool) -> tuple[list[Value], bool]:
    """A test of an element of a display as one test of each, and whether all of them came out as it did.

    Empty where it is about something else. With `is_presumed`, a loop that did so with each element is over.
    """
    is_of_all = is_presumed
    if isinstance(test, Called) and isinstance(test.function, Global) and test.function.dotted in _QUANTIFIERS:
        is_of_all = _QUANTIFIERS[test.function.dotted] is outcome
        made = test.args[0] if test.args else None
        if not (isinstance(made, Record) and isinstance(made.node, nodes.Comprehension) and len(made.rest) == 1):
            return [], False
        test = made.rest[0]
    element = next((value for value in _parts(test) if _is_element(value)), None)
    items = _elements(graphs, element.whole) if isinstance(element, Part) else []
    return [_with(test, element, item) for item in items if element is not None], is_of_all


def _parts(test: Value) -> list[Value]:
    """What a test compares: operands, or arguments."""
    return test.operands if isinstance(test, Computed) else test.args if isinstance(test, Called) else []


def _is_element(value: Value) -> bool:
    return isinstance(value, Part) and value.key == ANY


def _with(test: Value, element: Value, item: Value) -> Value:
    """A test in which an item takes the place of the element."""
    if isinstance(test, Computed):
        return replace(test, operands=[item if value is element else value for value in test.operands])
    assert isinstance(test, Called)
    return replace(test, args=[item if value is element else value for value in test.args])


def _elements(graphs: Graphs, whole: Value) -> list[Value]:
    """The literals that a display holds, where it holds nothing else."""
    if isinstance(whole, Called) and isinstance(whole.function, Global) and whole.function.dotted in _GATHERING:
        return _elements(graphs, whole.args[0]) if len(whole.args) == 1 else []
    held = _held(graphs, whole)
    if held is not whole and not isinstance(held, Record):
        return _elements(graphs, held)
    if not isinstance(held, Record) or held.rest or held.spread or len(held.items) > _MOST_ELEMENTS:
        return []
    if isinstance(held.node, nodes.Mapping):
        return []
    items = list(held.items.values())
    return items if all(isinstance(item, Constant) for item in items) else []


def _held(graphs: Graphs, value: Value) -> Value:
    """What a module-level name holds, where it is given one display or literal; else the value itself."""
    if isinstance(value, Global):
        given = graphs.variable(value.dotted)
        if len(given) == 1 and isinstance(given[0], (Record, Constant, Called)):
            return given[0]
    return value
