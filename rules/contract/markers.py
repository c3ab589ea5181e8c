"""Where code uses a marker of FastAPI as if it were the value that it asks for."""

from collections.abc import Iterator

from fastlint.insight.flow.graphs import Graphs
from fastlint.model import Function, nodes, subexpressions

_MARKERS = frozenset({"Depends", "Security"})
_OF_MARKERS = frozenset({"dependency", "use_cache", "scopes", "scope"})


def used_as_value(function: Function) -> set[int]:
    """The expressions, by identity, whose value is asked for an attribute, awaited, called or entered."""
    direct = list(_used(function))
    named = {name_of(expression) for expression in direct} - {""}
    assigned = {
        id(s.value)
        for s in function.body.statements
        if isinstance(s, nodes.Assign) and any(name_of(target) in named for target in s.targets)
    }
    return {id(expression) for expression in direct} | assigned


def _used(function: Function) -> Iterator[nodes.Expr]:
    for statement in function.body.statements:
        if isinstance(statement, nodes.With):
            yield from (context for context, _ in statement.items)
    for expression in function.body.expressions:
        match expression:
            case nodes.Attribute() if expression.name not in _OF_MARKERS:
                yield expression.value
            case nodes.Subscript() | nodes.Await():
                yield expression.value
            case nodes.Call():
                yield expression.func


def given_to_project(function: Function, graphs: Graphs) -> set[int]:
    """The arguments of calls of the project's functions and classes, which take them for values."""
    found: set[int] = set()
    for call in function.calls():
        name = graphs.name(function.module, call.ir.func)
        if not _is_of_project(graphs, name):
            continue
        declaring = _declaring(graphs.project.function(name))
        named = {id(k.value) for k in call.ir.keywords if k.name != "dependencies" and k.name not in declaring}
        placed = {id(given) for place, given in enumerate(call.ir.args) if place not in declaring}
        found |= named | placed
    return found


def _declaring(function: Function | None) -> set[int | str]:
    """The parameters, by place and name, that are meant for markers: noted so, or a default of what is made inside."""
    inner = [s for s in function.body.statements if isinstance(s, nodes.Function)] if function else []
    defaults = {name_of(p.default) for made in inner for p in made.parameters if p.default is not None}
    found: set[int | str] = set()
    for place, parameter in enumerate(function.ir.parameters if function else ()):
        noted = parameter.annotation
        is_noted = noted is not None and any(name_of(e) in _MARKERS for e in subexpressions(noted))
        if is_noted or parameter.name in defaults:
            found |= {place, parameter.name}
    return found


def _is_of_project(graphs: Graphs, name: str) -> bool:
    return bool(name) and (graphs.project.function(name) or graphs.project.class_(name)) is not None


def name_of(expression: nodes.Expr) -> str:
    return expression.name if isinstance(expression, (nodes.Ref, nodes.Attribute)) else ""
