"""Variables of the functions around a nested one: what they may stand for when it runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.values import Closure, Free, Graph, Value
from fastlint.model import Function


class Captured(NamedTuple):
    """The values that a variable of `function` may have, each with what is known of it wherever a closure runs."""

    function: Function
    values: list[tuple[Value, Facts | None]]


def captured(graph_of: Callable[[Function], Graph], value: Free) -> Captured | None:
    """What a free variable is, in the nearest function around that binds it."""
    inner = value.graph.function
    while inner is not None and inner.parent is not None:
        graph = graph_of(inner.parent)
        bound = graph.bindings.get(value.name)
        if bound:
            return Captured(inner.parent, _living(graph, inner, value.name, bound))
        inner = inner.parent
    return None


def _living(graph: Graph, inner: Function, name: str, bound: list[Value]) -> list[tuple[Value, Facts | None]]:
    """What a name stands for where `inner` is defined, with what is known there, and what it is given afterwards."""
    defined = graph.bindings.get(inner.ir.name, ())
    closure = next((v for v in defined if isinstance(v, Closure) and v.definition is inner), None)
    if closure is None:
        return [(each, None) for each in bound]
    there = closure.names.get(name)
    later: list[tuple[Value, Facts | None]] = [(each, None) for each in bound[closure.counts.get(name, 0) :]]
    found = [(there, closure.facts), *later] if there is not None else later
    return found or [(each, None) for each in bound]
