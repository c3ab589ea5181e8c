"""What a function does the first time only, because it keeps the result and asks for it before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastlint.ir import nodes
from fastlint.ir.walk import blocks_of, calls_in, statements_in
from fastlint.model import Function

_Place = tuple[str, ...]


def first_calls(function: Function) -> set[int]:
    """The calls that make what outlives the function, where it is not there yet; by the identity of their nodes.

    `if self._model is None: self._model = load()`, and what follows `if self._model: return self._model`.
    """
    bodies = [function.ir.body]
    for statement in statements_in(function.ir.body):
        bodies += blocks_of(statement)
    return {id(call) for body in bodies for made in _made_in(body) for call in calls_in(made)}


def _made_in(body: Sequence[nodes.Stmt]) -> Iterator[Sequence[nodes.Stmt]]:
    """Statements of a block that run only while something kept is missing, and that put it there."""
    for number, statement in enumerate(body):
        if isinstance(statement, nodes.If):
            missing, there = _asked(statement.test)
            rest = body[number + 1 :]
            if missing is not None and _keeps(statement.body, missing):
                yield statement.body
            if there is not None and _leaves(statement.body) and _keeps(rest, there):
                yield rest


def _asked(test: nodes.Expr) -> tuple[_Place | None, _Place | None]:
    """What a test finds missing when it holds, and what it finds there."""
    match test:
        case nodes.Operation(operator="is", operands=(place, nodes.Literal(value=None))):
            return _lasting(place), None
        case nodes.Operation(operator="is not", operands=(place, nodes.Literal(value=None))):
            return None, _lasting(place)
        case nodes.Operation(operator="not", operands=(place,)):
            return _lasting(place), None
    return None, _lasting(test)


def _lasting(place: nodes.Expr) -> _Place | None:
    """A variable of the module, or an attribute of something: what is still there at the next call."""
    match place:
        case nodes.Ref() if place.target.startswith("@"):
            return (place.name,)
        case nodes.Attribute(value=nodes.Ref()):
            assert isinstance(place.value, nodes.Ref)
            return place.value.name, place.name
    return None


def _keeps(body: Sequence[nodes.Stmt], place: _Place) -> bool:
    return any(
        isinstance(statement, nodes.Assign) and any(_lasting(target) == place for target in statement.targets)
        for statement in statements_in(body)
    )


def _leaves(body: Sequence[nodes.Stmt]) -> bool:
    return bool(body) and isinstance(body[-1], nodes.Return)
