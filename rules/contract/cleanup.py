"""What a generator does after its yield, and what of it an error at the yield skips."""

from collections.abc import Iterator, Sequence

from fastlint.model import Function, calls_in, expressions_in, nodes

CLEANUP = frozenset(
    "close aclose close_all disconnect release dispose shutdown stop terminate kill quit logout cleanup clean_up "
    "teardown unlock expunge_all unlink rmtree putconn __exit__ __aexit__".split()
)


def skipped(function: Function) -> Iterator[nodes.Call]:
    """Cleaning calls that come after a yield in the same block, and that nothing makes sure of."""
    ensured = {_text(call) for call in _ensured(function.ir.body)}
    for call in _after_yield(function.ir.body):
        if _is_cleaning(call) and _text(call) not in ensured:
            yield call


def _after_yield(body: Sequence[nodes.Stmt]) -> Iterator[nodes.Call]:
    has_yielded = False
    for statement in body:
        if has_yielded:
            yield from calls_in((statement,))
        elif yields((statement,)):
            has_yielded = not _swallows(statement)
            for block in _inner(statement):
                yield from _after_yield(block)


def _inner(statement: nodes.Stmt) -> tuple[tuple[nodes.Stmt, ...], ...]:
    match statement:
        case nodes.With() | nodes.For() | nodes.While():
            return (statement.body,)
        case nodes.If():
            return (statement.body, statement.orelse)
        case nodes.Try():
            return (statement.body,)
    return ()


def _swallows(statement: nodes.Stmt) -> bool:
    """Whether an error at the yield in a `try` goes on behind it, because some handler does not raise again."""
    if not isinstance(statement, nodes.Try):
        return False
    return any(not _raises(handler.body) for handler in statement.handlers)


def _raises(body: Sequence[nodes.Stmt]) -> bool:
    return any(isinstance(statement, nodes.Raise) for statement in body)


def _ensured(body: Sequence[nodes.Stmt]) -> Iterator[nodes.Call]:
    """Calls in `finally`, and in handlers of what the yield may raise."""
    for statement in body:
        if isinstance(statement, nodes.Try):
            yield from calls_in(statement.final)
            yield from (call for handler in statement.handlers for call in calls_in(handler.body))
        for block in _inner(statement):
            yield from _ensured(block)


def yields(body: Sequence[nodes.Stmt]) -> bool:
    """Whether a block stops at a `yield`."""
    return any(isinstance(expression, nodes.Yield) for expression in expressions_in(body))


def _is_cleaning(call: nodes.Call) -> bool:
    return isinstance(call.func, (nodes.Ref, nodes.Attribute)) and call.func.name in CLEANUP


def _text(call: nodes.Call) -> tuple[str, ...]:
    """The receiver and the name of a call, to know the same one again."""
    func = call.func
    if isinstance(func, nodes.Attribute):
        return (func.value.name if isinstance(func.value, (nodes.Ref, nodes.Attribute)) else "", func.name)
    return (func.name,) if isinstance(func, nodes.Ref) else ()
