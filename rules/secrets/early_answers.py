"""Logins that answer sooner for names that nobody has: the time tells which accounts exist."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastlint.model import Function, Span, blocks_of, expressions_in, nodes, subexpressions
from fastlint.rule import Project

_VERIFIES = re.compile(
    r"verif|valid|authenticat|compare|checkpw|check_?passw|is_?passw|passwords?_match|matches", re.IGNORECASE
)
_JUDGES = re.compile(r"new|strength|polic|format|complex|length", re.IGNORECASE)
"""In the names of functions that look at a password which somebody chooses."""
_PASSWORD = re.compile(r"passw|pwd|passphrase", re.IGNORECASE)
_POOLS = frozenset({"run_in_threadpool", "to_thread", "run_sync", "run_in_executor"})


@dataclass(frozen=True, slots=True)
class EarlyAnswer:
    """Where a name that nobody has is refused, and the verification that is left out for it."""

    function: Function
    refusal: Span
    verification: Span


def early_answers(project: Project) -> Iterator[EarlyAnswer]:
    """The functions that look somebody up and verify a password only when there is one."""
    for module in project.modules.values():
        for function in module.functions if not module.is_test else ():
            words = (*function.body.names, *(parameter.name for parameter in function.ir.parameters))
            if any(map(_PASSWORD.search, words)):
                yield from _in_block(function, function.ir.body)


def _in_block(function: Function, body: tuple[nodes.Stmt, ...]) -> Iterator[EarlyAnswer]:
    for position, statement in enumerate(body):
        if isinstance(statement, nodes.If) and (missing := _missing(statement.test)):
            after = (statement.test, *expressions_in((*statement.orelse, *body[position + 1 :])))
            verified = next(_verifications(after, missing), None)
            last = statement.body[-1]
            is_early = isinstance(last, (nodes.Raise, nodes.Return)) and not _verifies(statement.body)
            if verified is not None and is_early:
                yield EarlyAnswer(function, function.module.span(last), function.module.span(verified))
                return
        for block in blocks_of(statement):
            yield from _in_block(function, block)


def _verifies(body: tuple[nodes.Stmt, ...]) -> bool:
    """Whether a password is verified for a name that nobody has, too."""
    return any(True for _ in _verifications(expressions_in(body), ""))


def _missing(test: nodes.Expr) -> str:
    """The name that a test finds to hold nothing, first of all; "" for any other test."""
    if isinstance(test, nodes.Operation) and test.operator == "or":
        return _missing(test.operands[0])
    if isinstance(test, nodes.Operation) and test.operator == "not":
        return test.operands[0].name if isinstance(test.operands[0], nodes.Ref) else ""
    if isinstance(test, nodes.Operation) and test.operator in ("is", "==") and isinstance(test.operands[0], nodes.Ref):
        other = test.operands[1]
        return test.operands[0].name if isinstance(other, nodes.Literal) and other.value is None else ""
    return ""


def _verifications(expressions: Iterable[nodes.Expr], about: str) -> Iterator[nodes.Call]:
    """Calls that verify a password of what the name `about` holds, of anybody's when it is empty."""
    for expression in (inner for outer in expressions for inner in subexpressions(outer)):
        if isinstance(expression, nodes.Call):
            parts = [*subexpressions(expression)]
            names = {part.name for part in parts if isinstance(part, (nodes.Ref, nodes.Attribute))}
            called = getattr(expression.func, "name", "")
            is_verifying = _is_check(called) or (called in _POOLS and any(map(_is_check, names)))
            if is_verifying and any(map(_PASSWORD.search, names)) and (not about or about in names):
                yield expression


def _is_check(name: str) -> bool:
    """Whether a function of that name holds a password against the one that is stored."""
    return bool(_VERIFIES.search(name)) and not _JUDGES.search(name)
