"""How a guard catches the refusal that it raised itself."""

from collections.abc import Iterator

from fastlint.model import Function, expressions_in, nodes, statements_in

from ..knowledge import guarding as known
from .written import is_literal, text_of

_BROAD = frozenset({"Exception", "BaseException", "HTTPException"})


def swallowed_refusals(function: Function) -> Iterator[nodes.Handler]:
    """Broad handlers that end normally around code that raises a refusal."""
    for statement in function.body.statements:
        if not isinstance(statement, nodes.Try) or not _raises_refusal(statement.body):
            continue
        for handler in statement.handlers:
            if _is_broad(handler):
                if _goes_on(function, handler):
                    yield handler
                break
            if _catches_refusals(handler):
                break


def _raises_refusal(body: tuple[nodes.Stmt, ...]) -> bool:
    raises = [s for s in statements_in(body) if isinstance(s, nodes.Raise) and s.value is not None]
    return any(known.REFUSAL.search(text_of(e)) for r in raises for e in expressions_in((r,)))


def _is_broad(handler: nodes.Handler) -> bool:
    return handler.exception is None or getattr(handler.exception, "name", "") in _BROAD - {"HTTPException"}


def _catches_refusals(handler: nodes.Handler) -> bool:
    exception = handler.exception
    named = exception.items if isinstance(exception, nodes.Sequence) else (exception,)
    return any(getattr(e, "name", "") in _BROAD for e in named)


def _goes_on(function: Function, handler: nodes.Handler) -> bool:
    """Whether a handler neither raises nor returns a refusal."""
    statements = list(statements_in(handler.body))
    if any(isinstance(s, nodes.Raise) for s in statements):
        return False
    returns = [s.value for s in statements if isinstance(s, nodes.Return)]
    if returns:
        return all(is_literal(value, True) for value in returns)
    rest = list(function.body.statements)
    return not any(isinstance(s, (nodes.Raise, nodes.Return)) and s.start > handler.end for s in rest)
