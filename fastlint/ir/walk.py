"""Ways to go through the lean form. None of them enters nested functions or classes unless told to.

What lies below a node is looked up by the node's class: the walks visit millions of nodes, and a `match` tries one
class after another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from fastlint.ir import nodes

_Block = tuple[nodes.Stmt, ...]
_Exprs = tuple[nodes.Expr, ...]


def statements_in(body: Iterable[nodes.Stmt]) -> list[nodes.Stmt]:
    """Every statement in `body` and in the blocks below it, in source order.

    Nested functions and classes are among them and not entered.
    """
    found: list[nodes.Stmt] = []
    for statement in body:
        found.append(statement)
        below = _BLOCKS.get(type(statement))
        if below is not None:
            for block in below(statement):
                if block:
                    found += statements_in(block)
    return found


def blocks_of(statement: nodes.Stmt) -> tuple[_Block, ...]:
    """The statement lists that run as part of `statement` (none for a nested definition)."""
    below = _BLOCKS.get(type(statement))
    return () if below is None else below(statement)


def expressions_of(statement: nodes.Stmt) -> _Exprs:
    """The expressions that `statement` itself evaluates, without those of its blocks."""
    below = _EVALUATED.get(type(statement))
    return () if below is None else below(statement)


def children_of(expression: nodes.Expr) -> _Exprs:
    """The direct sub-expressions, in source order; a lambda's body belongs to the lambda."""
    below = _CHILDREN.get(type(expression))
    return () if below is None else below(expression)


def subexpressions(expression: nodes.Expr) -> list[nodes.Expr]:
    """`expression` and everything below it, outermost first."""
    found: list[nodes.Expr] = []
    stack = [expression]
    while stack:
        current = stack.pop()
        found.append(current)
        below = _CHILDREN.get(type(current))
        if below is not None:
            stack += below(current)[::-1]
    return found


def expressions_in(body: Iterable[nodes.Stmt]) -> list[nodes.Expr]:
    """Every expression in `body`, blocks included, nested functions not."""
    return evaluated_by(statements_in(body))


def evaluated_by(statements: Iterable[nodes.Stmt]) -> list[nodes.Expr]:
    """Every expression that `statements` evaluate themselves, those of their blocks not; outermost first."""
    found: list[nodes.Expr] = []
    for statement in statements:
        below = _EVALUATED.get(type(statement))
        if below is not None:
            for expression in below(statement):
                found += subexpressions(expression)
    return found


def calls_in(body: Iterable[nodes.Stmt]) -> Iterator[nodes.Call]:
    """Every call in `body`, blocks included, nested functions not."""
    for expression in expressions_in(body):
        if isinstance(expression, nodes.Call):
            yield expression


# ---------------------------------------------------------------- what lies below a node


def _present(*expressions: nodes.Expr | None) -> _Exprs:
    return tuple(e for e in expressions if e is not None)


def _blocks_of_try(s: nodes.Try) -> tuple[_Block, ...]:
    return (s.body, *(handler.body for handler in s.handlers), s.orelse, s.final)


def _in_with(s: nodes.With) -> _Exprs:
    return tuple(e for item in s.items for e in item if e is not None)


def _in_match(s: nodes.Match) -> _Exprs:
    return (s.subject, *(case.guard for case in s.cases if case.guard is not None))


def _in_call(e: nodes.Call) -> _Exprs:
    return (e.func, *e.args, *[k.value for k in e.keywords]) if e.keywords else (e.func, *e.args)


def _in_comprehension(e: nodes.Comprehension) -> _Exprs:
    clauses = [part for c in e.clauses for part in (c.target, c.iterable, *c.conditions)]
    return (*_present(e.key), e.element, *clauses)


_BLOCKS: Mapping[type, Callable[..., tuple[_Block, ...]]] = {
    nodes.If: lambda s: (s.body, s.orelse),
    nodes.For: lambda s: (s.body, s.orelse),
    nodes.While: lambda s: (s.body, s.orelse),
    nodes.With: lambda s: (s.body,),
    nodes.Try: _blocks_of_try,
    nodes.Match: lambda s: tuple(case.body for case in s.cases),
}

_EVALUATED: Mapping[type, Callable[..., _Exprs]] = {
    nodes.Assign: lambda s: s.targets if s.value is None else (s.value, *s.targets),
    nodes.Evaluate: lambda s: (s.value,),
    nodes.If: lambda s: (s.test,),
    nodes.While: lambda s: (s.test,),
    nodes.For: lambda s: (s.iterable, s.target),
    nodes.With: _in_with,
    nodes.Try: lambda s: tuple(h.exception for h in s.handlers if h.exception is not None),
    nodes.Match: _in_match,
    nodes.Return: lambda s: _present(s.value),
    nodes.Raise: lambda s: _present(s.value, s.cause),
    nodes.Delete: lambda s: s.targets,
    nodes.Function: lambda s: s.decorators,
    nodes.Class: lambda s: s.decorators,
}

_CHILDREN: Mapping[type, Callable[..., _Exprs]] = {
    nodes.Attribute: lambda e: (e.value,),
    nodes.Await: lambda e: (e.value,),
    nodes.Star: lambda e: (e.value,),
    nodes.Call: _in_call,
    nodes.Template: lambda e: e.parts,
    nodes.Sequence: lambda e: e.items,
    nodes.Mapping: lambda e: tuple(part for pair in e.items for part in pair if part is not None),
    nodes.Subscript: lambda e: (e.value, e.index),
    nodes.Slice: lambda e: _present(e.lower, e.upper, e.step),
    nodes.Yield: lambda e: _present(e.value),
    nodes.Operation: lambda e: e.operands,
    nodes.Conditional: lambda e: (e.test, e.body, e.orelse),
    nodes.Comprehension: _in_comprehension,
    nodes.Walrus: lambda e: (e.target, e.value),
}
