"""Objects that a function makes, uses and drops: which of their methods run."""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.insight.flow.calls import Calls
from fastlint.insight.flow.targets import Target
from fastlint.insight.flow.values import Called, Changed, Choice, Closure, Computed, Entered, Graph, Record, Value
from fastlint.insight.flow.visits import Visit
from fastlint.model import Function

_MOST_METHODS = 30


def is_dropped_before(calls: Calls, made: Target, visit: Visit) -> bool:
    """Whether the object that the call `made` constructs never runs the method in which its attribute is read.

    It must not leave the function that makes it, which then asks only for methods that do not lead there.
    """
    reader = _reader(visit)
    graph = made.called.graph
    is_constructor = made.receiver is made.called and made.function.ir.name == "__init__"
    if reader is None or reader.ir.name.startswith("__") or not is_constructor or graph.function is None:
        return False
    asked = {str(part.key) for part in graph.parts.values() if part.whole is made.called}
    if not asked or any(_holds(value, made.called) for value in _leaving(graph)):
        return False
    return reader not in _run_from(calls, made.called, asked)


def _reader(visit: Visit) -> Function | None:
    """The method, nearer to the sink, that reads what the constructor keeps."""
    at: Visit | None = visit
    while at is not None and at.value.graph is visit.value.graph:
        at = at.before
    graph = at.value.graph if at is not None else None
    return graph.function if graph is not None and graph.owner is not None else None


def _leaving(graph: Graph) -> Iterator[Value]:
    """What others may get hold of, or what Python calls by itself."""
    for called in graph.calls:
        yield from (*called.args, *called.keywords.values(), *called.stars)
    yield from (outcome.value for outcome in (*graph.returns, *graph.yields, *graph.raises))
    yield from (value for _, _, value in graph.stores)
    for values in graph.bindings.values():
        yield from (value for value in values if isinstance(value, (Record, Changed, Choice, Entered, Closure)))


def _holds(value: Value, made: Called) -> bool:
    """Whether a value is the object, or a container, a choice or a closure that may hold it."""
    waiting, seen = [value], {value}
    while waiting:
        current = waiting.pop()
        if current is made or isinstance(current, Closure):
            return True
        new = [inner for inner in _inside(current) if inner not in seen]
        seen.update(new)
        waiting += new
    return False


def _inside(value: Value) -> list[Value]:
    match value:
        case Record():
            return [*value.items.values(), *value.rest, *value.spread]
        case Choice():
            return [option for option, _ in value.options]
        case Changed():
            return [value.whole, value.part]
        case Entered():
            return [value.context]
        case Computed():
            return value.operands
    return []


def _run_from(calls: Calls, made: Called, asked: set[str]) -> set[Function]:
    """The methods that are asked for, and what they call of the project."""
    kinds = {kind.name for kind in calls.typing.of(made)}
    ways = (calls.typing.method, calls.started)
    found = {method for name in asked for kind in kinds for way in ways if (method := way(kind, name))}
    waiting = list(found)
    while waiting and len(found) < _MOST_METHODS:
        for called in calls.graphs.of(waiting.pop()).calls:
            new = {target.function for target in calls.targets(called)} - found
            found |= new
            waiting += new
    return found
