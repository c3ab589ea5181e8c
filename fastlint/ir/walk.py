"""Ways to go through the lean form. None of them enters nested functions or classes unless told to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastlint.ir import nodes


def statements_in(body: Iterable[nodes.Stmt]) -> Iterator[nodes.Stmt]:
    """Every statement in `body` and in the blocks below it, in source order.

    Nested functions and classes are yielded and not entered.
    """
    for statement in body:
        yield statement
        for block in blocks_of(statement):
            yield from statements_in(block)


def blocks_of(statement: nodes.Stmt) -> tuple[tuple[nodes.Stmt, ...], ...]:
    """The statement lists that run as part of `statement` (none for a nested definition)."""
    match statement:
        case nodes.If() | nodes.For() | nodes.While():
            return (statement.body, statement.orelse)
        case nodes.With():
            return (statement.body,)
        case nodes.Try():
            return (
                statement.body,
                *(handler.body for handler in statement.handlers),
                statement.orelse,
                statement.final,
            )
        case nodes.Match():
            return tuple(case.body for case in statement.cases)
    return ()


def expressions_of(statement: nodes.Stmt) -> Iterator[nodes.Expr]:
    """The expressions that `statement` itself evaluates, without those of its blocks."""
    match statement:
        case nodes.Assign():
            if statement.value is not None:
                yield statement.value
            yield from statement.targets
        case nodes.Evaluate():
            yield statement.value
        case nodes.If() | nodes.While():
            yield statement.test
        case nodes.For():
            yield statement.iterable
            yield statement.target
        case nodes.With():
            for context, target in statement.items:
                yield context
                if target is not None:
                    yield target
        case nodes.Try():
            yield from (handler.exception for handler in statement.handlers if handler.exception is not None)
        case nodes.Match():
            yield statement.subject
            yield from (case.guard for case in statement.cases if case.guard is not None)
        case nodes.Return():
            if statement.value is not None:
                yield statement.value
        case nodes.Raise():
            yield from (e for e in (statement.value, statement.cause) if e is not None)
        case nodes.Delete():
            yield from statement.targets
        case nodes.Function() | nodes.Class():
            yield from statement.decorators


def children_of(expression: nodes.Expr) -> tuple[nodes.Expr, ...]:
    """The direct sub-expressions, in source order; a lambda's body belongs to the lambda."""
    match expression:
        case nodes.Literal() | nodes.Bytes() | nodes.Ref() | nodes.Unknown() | nodes.Lambda():
            return ()
        case nodes.Attribute() | nodes.Await() | nodes.Star():
            return (expression.value,)
        case nodes.Call():
            return (expression.func, *expression.args, *(k.value for k in expression.keywords))
        case nodes.Template():
            return expression.parts
        case nodes.Sequence():
            return expression.items
        case nodes.Mapping():
            return tuple(e for pair in expression.items for e in pair if e is not None)
        case nodes.Subscript():
            return (expression.value, expression.index)
        case nodes.Slice():
            return tuple(e for e in (expression.lower, expression.upper, expression.step) if e is not None)
        case nodes.Yield():
            return () if expression.value is None else (expression.value,)
        case nodes.Operation():
            return expression.operands
        case nodes.Conditional():
            return (expression.test, expression.body, expression.orelse)
        case nodes.Comprehension():
            clauses = [e for c in expression.clauses for e in (c.target, c.iterable, *c.conditions)]
            return (*(() if expression.key is None else (expression.key,)), expression.element, *clauses)
        case nodes.Walrus():
            return (expression.target, expression.value)


def subexpressions(expression: nodes.Expr) -> Iterator[nodes.Expr]:
    """`expression` and everything below it, outermost first."""
    stack = [expression]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(children_of(current)))


def expressions_in(body: Iterable[nodes.Stmt]) -> Iterator[nodes.Expr]:
    """Every expression in `body`, blocks included, nested functions not."""
    for statement in statements_in(body):
        for expression in expressions_of(statement):
            yield from subexpressions(expression)


def calls_in(body: Iterable[nodes.Stmt]) -> Iterator[nodes.Call]:
    """Every call in `body`, blocks included, nested functions not."""
    for expression in expressions_in(body):
        if isinstance(expression, nodes.Call):
            yield expression
