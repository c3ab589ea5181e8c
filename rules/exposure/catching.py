"""What an `except` catches, and what it does about it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from fastlint.insight.flow import IN_THREADS
from fastlint.model import Body, blocks_of, calls_in, last_names, nodes, statements_in
from fastlint.rule import Module, Project

from ..knowledge.exceptions import BROAD, HTTP_ERRORS, LOGGING, WIDE

CLEANING = re.compile(
    r"^(a?close|shutdown|cancel|unlink|remove|rmtree|rmdir|delete|disconnect|stop|kill|terminate|cleanup|clean_up|rollback|release"
    r"|wait_closed|join|flush|unsubscribe|dispose|logout|quit|detach|finali[sz]e|clear|unregister|destroy|set_exception|__exit__|__aexit__)\w*$|_(close|cleanup|shutdown)$"
)
"""Last names of functions that clean up as well as they can."""


def is_broad(project: Project, module: Module, exception: nodes.Expr | None) -> bool:
    """Whether it catches everything that goes wrong."""
    return exception is None or not BROAD.isdisjoint(project.canonical(module, item) for item in classes(exception))


def is_wide(project: Project, module: Module, exception: nodes.Expr | None) -> bool:
    """Whether it catches everything that goes wrong with a service, and may expect none of it."""
    return not WIDE.isdisjoint(project.canonical(module, item) for item in classes(exception))


def does_nothing(body: tuple[nodes.Stmt, ...]) -> bool:
    """Whether it only passes, or goes on with a loop; `pass` has no lean form."""
    return all(
        (isinstance(s, nodes.Jump) and s.kind == "continue")
        or (isinstance(s, nodes.Evaluate) and _is_constant(s.value))
        for s in body
    )


def _is_constant(value: nodes.Expr) -> bool:
    return isinstance(value, nodes.Literal) or (isinstance(value, nodes.Ref) and value.target == "builtins.Ellipsis")


def is_on_purpose(attempt: nodes.Try, bound: set[str]) -> bool:
    """Whether it says what follows when all is well, or the body does only what may fail without harm.

    It imports, cleans up, tells somebody, waits for a task, returns when all is well, or changes what has a value.
    """
    if attempt.orelse or _only_tells(attempt.body):
        return True
    for statement in statements_in(attempt.body):
        match statement:
            case nodes.Import() | nodes.Return():
                return True
            case nodes.Evaluate(value=nodes.Await(value=nodes.Ref() | nodes.Attribute())):
                return True  # a task that was told to end
            case nodes.Evaluate(value=nodes.Call(func=nodes.Attribute(name="result" | "exception"), args=())):
                return True  # asked of a task that is done, so that nobody warns of it
            case nodes.Assign() if _gives_again(statement, bound):
                return True
    calls = list(calls_in(attempt.body))
    handed = [arg for call in calls if not IN_THREADS.isdisjoint(last_names(call.func)) for arg in call.args]
    names = {name for node in (*(call.func for call in calls), *handed) for name in last_names(node)}
    return any(CLEANING.search(_in_words(name)) for name in names)


def _only_tells(body: tuple[nodes.Stmt, ...]) -> bool:
    """Whether all that is tried is to write something to a log: that failing cannot be logged."""
    calls = [s.value for s in body if isinstance(s, nodes.Evaluate) and isinstance(s.value, nodes.Call)]
    return len(calls) == len(body) and all(LOGGING.intersection(last_names(call.func)) for call in calls)


def _in_words(name: str) -> str:
    """A name as words: `nvmlShutdown` and `_nvml_shutdown` are the same."""
    words = _NEW_WORD.sub("_", name).lower()
    return words if words.startswith("__") else words.lstrip("_")


_NEW_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def makes_way(body: Body) -> set[int]:
    """The tries that stand where something else goes wrong or ends: in a `finally`, or on the way to raise again."""
    found: set[int] = set()
    for statement in body.statements:
        if isinstance(statement, nodes.Try):
            again = [h.body for h in statement.handlers if h.body and isinstance(h.body[-1], nodes.Raise)]
            for block in (statement.final, *again):
                found |= {id(inner) for inner in statements_in(block) if isinstance(inner, nodes.Try)}
    return found


def tells_next(body: Body) -> set[int]:
    """The tries behind which the next thing that is done is to write to a log, as when a connection was lost."""
    blocks = [body.block, *(block for statement in body.statements for block in blocks_of(statement))]
    pairs = (pair for block in blocks for pair in pairwise(block))
    return {id(this) for this, after in pairs if isinstance(this, nodes.Try) and _only_tells((after,))}


def names_bound(statement: nodes.Stmt) -> set[str]:
    """The names that a statement itself gives a value."""
    targets: tuple[nodes.Expr | None, ...] = ()
    match statement:
        case nodes.Assign():
            targets = statement.targets
        case nodes.For():
            targets = (statement.target,)
        case nodes.With():
            targets = tuple(target for _, target in statement.items)
    return {name for target in targets if target is not None for name in _plain_names(target)}


def _gives_again(statement: nodes.Assign, bound: set[str]) -> bool:
    """Whether an assignment gives another value to names that have one."""
    return any(name in bound for target in statement.targets for name in _plain_names(target))


def _plain_names(target: nodes.Expr) -> Iterator[str]:
    if isinstance(target, nodes.Ref):
        yield target.name
    elif isinstance(target, nodes.Sequence):
        for item in target.items:
            yield from _plain_names(item)


def classes(exception: nodes.Expr | None) -> tuple[nodes.Expr, ...]:
    """The classes that an `except` names."""
    if isinstance(exception, nodes.Sequence):
        return exception.items
    return () if exception is None else (exception,)


def raises_http(project: Project, module: Module, handler: nodes.Handler) -> bool:
    """Whether it raises what becomes an answer."""
    for statement in statements_in(handler.body):
        made = statement.value if isinstance(statement, nodes.Raise) else None
        if isinstance(made, nodes.Call) and project.canonical(module, made.func) in HTTP_ERRORS:
            return True
    return False


def is_logged(handler: nodes.Handler) -> bool:
    """Whether it writes down what went wrong."""
    return any(getattr(call.func, "name", "") in LOGGING for call in calls_in(handler.body))
