"""Credentials in a handler's parameters that it holds against what the server keeps.

What a handler only looks up, such as the token of an invitation, is the subject of its work and says who is served;
what it compares with a setting or constant, and refuses with 401 or 403 otherwise, is a guard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fastlint.ir import nodes
from fastlint.ir.text import source
from fastlint.ir.walk import statements_in, subexpressions
from fastlint.model import Function

_COMPARING: Final = ("==", "!=", "in", "not in")
_REFUSES: Final = re.compile(r"\b40[13]\b|40[13]_|UNAUTHORI[SZ]ED|FORBIDDEN|PERMISSION|\.close\(", re.IGNORECASE)


def is_compared(function: Function, name: str) -> bool:
    """Whether a test of the function compares the parameter with what the server keeps, and refuses by it."""
    return any(
        _REFUSES.search(" ".join(map(source, _said(branch))))
        and any(_mentions(one, name) and _is_kept(function, other, name) for one, other in _comparisons(statement.test))
        for statement in function.body.statements
        if isinstance(statement, nodes.If)
        for branch in (statement.body, statement.orelse)
    )


def _said(branch: tuple[nodes.Stmt, ...]) -> Iterator[nodes.Expr]:
    """What a branch raises, returns or does."""
    for statement in statements_in(branch):
        if isinstance(statement, nodes.Raise | nodes.Return | nodes.Evaluate) and statement.value is not None:
            yield statement.value


def _comparisons(test: nodes.Expr) -> Iterator[tuple[nodes.Expr, nodes.Expr]]:
    """The sides of each comparison in a test, in both orders; what a query is asked is none of them."""
    sides: tuple[nodes.Expr, ...] = ()
    match test:
        case nodes.Operation(operator=operator, operands=(left, right)) if operator in _COMPARING:
            sides = (left, right)
        case nodes.Operation(operator="and" | "or" | "not", operands=operands):
            for operand in operands:
                yield from _comparisons(operand)
        case nodes.Call(
            func=nodes.Attribute(name="compare_digest") | nodes.Ref(name="compare_digest"), args=(left, right)
        ):
            sides = (left, right)
    if sides:
        yield sides[0], sides[1]
        yield sides[1], sides[0]


def _mentions(expression: nodes.Expr, name: str) -> bool:
    return any(ref.name == name for ref in _refs(expression))


def _is_kept(function: Function, expression: nodes.Expr, name: str) -> bool:
    """Whether an expression is made of settings and constants, or of what parameters other than `name` bring."""
    if isinstance(expression, nodes.Literal):
        return isinstance(expression.value, str) and bool(expression.value)
    given = {parameter.name for parameter in function.ir.parameters if parameter.name != name}
    refs = _refs(expression)
    return bool(refs) and all(ref.target or ref.name in given or _is_constant(function, ref.name) for ref in refs)


def _is_constant(function: Function, name: str) -> bool:
    """Whether a local has one value, which is made of settings and constants alone."""
    values = [
        statement.value
        for statement in function.body.statements
        if isinstance(statement, nodes.Assign)
        and any(isinstance(target, nodes.Ref) and target.name == name for target in statement.targets)
    ]
    return len(values) == 1 and values[0] is not None and all(ref.target for ref in _refs(values[0]))


def _refs(expression: nodes.Expr) -> list[nodes.Ref]:
    return [part for part in subexpressions(expression) if isinstance(part, nodes.Ref)]
