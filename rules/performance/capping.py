"""Whether a number that a client sends is capped on its way."""

from collections import deque
from collections.abc import Iterator

from fastlint.insight.flow import Called, Choice, Computed, Constant, Flows, Global, Graph, Part, Record, Value
from fastlint.insight.flow.places import Place, place_of
from fastlint.insight.flow.targets import Target
from fastlint.insight.flow.values import Free, Path
from fastlint.model import Function, Parameter, nodes
from fastlint.rule import Route

from ..knowledge.library import LIBRARY

CAPPING = ("min", "clamp", "validate", "check", "cap", "bound", "clip", "sanitize")
NUMERIC = frozenset({f"builtins.{name}" for name in ("int", "abs", "max", "min", "round")})
ORDER = ("<", "<=", ">", ">=")
MEMBERSHIP = ("in", "not in")
COUNTING = frozenset({"len", "count", "sum"})
SMALLEST = 1
DEEPEST = 4


def is_capped(route: Route, function: Function, parameter: Parameter, flows: Flows) -> bool:
    """Whether a function that gets the number compares it with a bound, or gives it to what caps it."""
    graph = flows.graphs.of(function)
    value = graph.inputs.get(parameter.name)
    if value is None:
        return True
    waiting: deque[tuple[Graph, Place, int]] = deque([(graph, (value, ()), 0)])
    waiting.extend((handler, place, 0) for handler, place in _provided(route, graph, value, flows))
    seen: set[Place] = set()
    while waiting:
        graph, place, depth = waiting.popleft()
        if place in seen:
            continue
        seen.add(place)
        if any(_bounds(test, place) for test in graph.orderings) or any(_caps(c, place) for c in graph.calls):
            return True
        if depth < DEEPEST:
            waiting.extend((inner, given, depth + 1) for inner, given in _handed_on(graph, place, flows))
    return False


def _bounds(test: Computed, place: Place) -> bool:
    """Whether a comparison holds a number against a bound: one that is no count, and more than one row."""
    if test.operator in MEMBERSHIP:
        return _is_made_of(test.operands[0], place)
    return any(_is_made_of(side, place) for side in test.operands) and any(map(_is_bound, test.operands))


def _is_bound(value: Value) -> bool:
    """Whether a value bounds others: more than one row, and no count of what is there."""
    match value:
        case Constant(value=number):
            return isinstance(number, (int, float)) and number > SMALLEST
        case Called():
            name = _name(value)
            return any(map(_is_bound, value.args)) if name in ("min", "max") else name not in COUNTING
    return isinstance(value, (Global, Free)) or (isinstance(value, Part) and value.is_attribute)


def _is_made_of(value: Value, place: Place) -> bool:
    """Whether a number is the one at `place`, or is computed from it."""
    return place in (place_of(inner) for inner in _numbers(value, 0))


def _numbers(value: Value, depth: int) -> Iterator[Value]:
    yield value
    inner: list[Value] = []
    match value:
        case Choice(options=options):
            inner = [option for option, _ in options]
        case Computed(operator=operator, operands=operands) if operator not in (*ORDER, *MEMBERSHIP):
            inner = operands
        case Called(function=Global(dotted=dotted), args=args) if dotted in NUMERIC:
            inner = args
        case Record(items=items):
            inner = list(items.values())
    for part in inner if depth < DEEPEST else ():
        yield from _numbers(part, depth + 1)


def _caps(called: Called, place: Place) -> bool:
    """Whether a call caps a number: one that is named so, or the least of it and a bound."""
    if not _name(called).startswith(CAPPING):
        return False
    first = called.args[0] if called.args else None
    given = [*first.items.values()] if isinstance(first, Record) else called.args
    others = [value for value in given if not _is_made_of(value, place)]
    return len(others) < len(given) and (_name(called) != "min" or any(map(_is_bound, others)))


def _name(called: Called) -> str:
    return called.method or str(getattr(called.function, "dotted", "")).rpartition(".")[2]


def _handed_on(graph: Graph, place: Place, flows: Flows) -> Iterator[tuple[Graph, Place]]:
    """Where the number is in the project's functions that it is given to."""
    calls = flows.calls(LIBRARY)
    for called in graph.calls:
        given = (*called.args, *called.keywords.values(), *called.stars)
        if any(place_of(v)[0] is place[0] for value in given for v in _numbers(value, 0)):
            for target in calls.targets(called):
                inner = calls.graphs.of(target.function)
                for parameter in target.function.ir.parameters:
                    yield from ((inner, (inner.inputs[parameter.name], p)) for p in _paths(target, parameter, place))


def _paths(target: Target, parameter: nodes.Parameter, place: Place) -> Iterator[Path]:
    """The paths of a parameter at which a call gives it what is at `place`."""
    root, way = place
    if parameter.kind == "kwargs":
        yield from ((name,) for name, value in target.called.keywords.items() if _is_made_of(value, place))
    for value, below in target.given(parameter, ()) or ():
        whole, path = place_of(value, below)
        if whole is root and way[: len(path)] == path:
            yield way[len(path) :]
        elif _is_made_of(value, place):
            yield ()


def _provided(route: Route, graph: Graph, value: Value, flows: Flows) -> Iterator[tuple[Graph, Place]]:
    """Where the handler and the dependencies have what a dependency makes of the number."""
    paths = list(_kept(graph, value))
    users = [(route.handler, route.dependencies)]
    users += [(d.function, d.children) for top in route.dependencies for d in top.walk()]
    for function, dependencies in users if paths else ():
        for dependency in dependencies:
            if function is not None and dependency.function is graph.function and dependency.parameter:
                user = flows.graphs.of(function)
                yield from ((user, (user.inputs[dependency.parameter], path)) for path in paths)


def _kept(graph: Graph, value: Value) -> Iterator[Path]:
    """The paths at which the number is in what a function gives, or in the object that an `__init__` fills."""
    for _, key, stored in graph.stores:
        if _is_made_of(stored, (value, ())):
            yield (key,)
    for outcome in graph.returns:
        match outcome.value:
            case Record(items=items) | Called(keywords=items) if items:
                yield from ((key,) for key, part in items.items() if _is_made_of(part, (value, ())))
            case _ if _is_made_of(outcome.value, (value, ())):
                yield ()
