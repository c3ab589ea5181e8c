"""Where code uses a marker of FastAPI as if it were the value that it asks for."""

from collections.abc import Iterator

from fastlint.insight.flow.graphs import Graphs
from fastlint.model import Function, nodes

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
    return {
        id(given)
        for call in function.calls()
        if _is_of_project(graphs, graphs.name(function.module, call.ir.func))
        for given in (*call.ir.args, *(k.value for k in call.ir.keywords if k.name != "dependencies"))
    }


def _is_of_project(graphs: Graphs, name: str) -> bool:
    return bool(name) and (graphs.project.function(name) or graphs.project.class_(name)) is not None


def name_of(expression: nodes.Expr) -> str:
    return expression.name if isinstance(expression, (nodes.Ref, nodes.Attribute)) else ""
