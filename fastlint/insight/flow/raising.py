"""Exceptions: which classes a handler catches, and which the project's own code raises into it."""

from __future__ import annotations

from fastlint.insight.flow.calls import Calls
from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.values import Called, Caught, Computed, Global, Graph, Record, Value

_DEEPEST = 3


def caught_classes(calls: Calls, caught: Caught) -> tuple[str, ...]:
    """The canonical names of the classes that an `except` names; none for a bare one."""
    written = caught.handler.exception
    if written is None:
        return ("builtins.BaseException",)
    return class_names(calls.graphs, calls.graphs.expression(caught.graph.module, written, caught.graph))


def class_names(graphs: Graphs, value: Value, depth: int = 0) -> tuple[str, ...]:
    """The canonical names of the classes that an `except`, or a test by `isinstance`, is given; "" for others."""
    parts: list[Value] = []
    match value:
        case Record():
            parts = [*value.items.values(), *value.rest, *value.spread]
        case Computed(operator="|" | "+"):
            parts = value.operands
        case Global():
            parts = graphs.variable(value.dotted)
    if parts and depth < _DEEPEST:
        return tuple(name for part in parts for name in class_names(graphs, part, depth + 1))
    return (graphs.follow(value.dotted) if isinstance(value, Global) else "",)


def raised_in(calls: Calls, caught: Caught) -> frozenset[str]:
    """The classes that the project's own code raises while the body of the `try` runs, a few calls deep."""
    if not caught.body:
        return frozenset()
    start, end = caught.body[0].start, max(statement.end for statement in caught.body)
    end = max(end, caught.handler.start)
    found: set[str] = set()
    _collect(calls, caught.graph, (start, end), found, 0, set())
    return frozenset(found)


def _collect(
    calls: Calls, graph: Graph, within: tuple[int, int] | None, found: set[str], depth: int, seen: set[Graph]
) -> None:
    for outcome in graph.raises:
        if within is None or within[0] <= outcome.value.node.start < within[1]:
            found.add(_class_of(calls, outcome.value))
    if depth >= _DEEPEST:
        return
    for called in graph.calls:
        if within is None or within[0] <= called.node.start < within[1]:
            for target in calls.targets(called):
                callee = calls.graphs.of(target.function)
                if callee not in seen:
                    seen.add(callee)
                    _collect(calls, callee, None, found, depth + 1, seen)


def _class_of(calls: Calls, value: Value) -> str:
    made = value.function if isinstance(value, Called) else value
    return calls.graphs.follow(made.dotted) if isinstance(made, Global) else ""
