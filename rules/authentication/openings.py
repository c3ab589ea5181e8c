"""How the code of a guard lets callers through who should be refused."""

from collections.abc import Iterator

from fastlint.insight.reach import Reach
from fastlint.model import Function, nodes, subexpressions
from fastlint.rule import Project

from ..knowledge import guarding as known
from ..knowledge.library import LIBRARY
from .written import assigned, is_literal, text_of

_READING = frozenset({"getenv", "get", "get_secret_value", "get_settings", "getattr", "strip"})
SENT = frozenset({"headers", "cookies", "query_params"})
"""Attributes of a request that hold what the caller chose."""

_OWN = frozenset({"self", "settings", "config"})


def guards(project: Project, reach: Reach) -> dict[Function, bool]:
    """Dependencies and middleware that refuse somewhere, with what they call for it.

    The value says whether callers see nothing of what the function returns, so that returning means passing.
    """
    found: dict[Function, bool] = {}
    for route in project.routes:
        for dependency in route.effective() if not route.module.is_test else ():
            if dependency.function is not None:
                is_plain = not dependency.parameter and found.get(dependency.function, True)
                found[dependency.function] = is_plain
    for app in project.apps:
        found.update(
            {m.function: False for m in app.middleware if m.function is not None and not m.function.module.is_test}
        )
    for function in [f for f in found if _refuses(reach.words(f, LIBRARY))]:
        for helper in reach.functions(function, LIBRARY)[1:]:
            if known.CHECK.search(helper.ir.name) or known.GUARD.search(helper.ir.name):
                found.setdefault(helper, False)
    return {f: p for f, p in found.items() if _is_guard(f, reach)}


def _is_guard(function: Function, reach: Reach) -> bool:
    if known.OPTIONAL.search(function.ir.name):
        return False
    is_named = known.CHECK.search(function.ir.name) or known.GUARD.search(function.ir.name)
    denies = bool(is_named) and any(map(_is_denial, function.body.statements))
    return denies or _refuses(reach.own_words(function))


def _refuses(words: frozenset[str]) -> bool:
    return any(known.REFUSAL.search(word) for word in words)


def _is_denial(statement: nodes.Stmt) -> bool:
    return isinstance(statement, nodes.Return) and is_literal(statement.value, False)


def missing_returns(function: Function, is_plain: bool) -> Iterator[tuple[nodes.Stmt, str, bool]]:
    """Returns that let the caller through because a setting, or what he should have sent, is not there.

    Each with what is missing, and whether it is a setting.
    """
    for statement in function.body.statements:
        if not isinstance(statement, nodes.If) or not statement.body:
            continue
        last = statement.body[-1]
        if not isinstance(last, nodes.Return) or not _is_passing(function, last, is_plain):
            continue
        for test in _enough(statement.test):
            missing = _missing(test)
            name, is_setting = _named(function, missing) if missing is not None else ("", False)
            words = {text_of(e) for e in subexpressions(test)}
            if name and not any(known.DEVELOPMENT.search(word) for word in words):
                yield last, f"`{name}`", is_setting
                break


def _enough(test: nodes.Expr) -> list[nodes.Expr]:
    """The tests of which one is enough: those that `or` joins."""
    if isinstance(test, nodes.Operation) and test.operator == "or":
        return [part for operand in test.operands for part in _enough(operand)]
    return [test]


def _missing(test: nodes.Expr) -> nodes.Expr | None:
    """What a test asks to be absent: `not x`, `x is None`, `x == ""`."""
    match test:
        case nodes.Operation(operator="not", operands=(operand,)):
            return operand
        case nodes.Operation(operator="is" | "==", operands=(operand, nodes.Literal(value=None | ""))):
            return operand
    return None


def _is_passing(function: Function, statement: nodes.Return, is_plain: bool) -> bool:
    """Whether a return lets the caller through: `True`, the next handler's answer, or nothing from a plain guard."""
    value = statement.value.value if isinstance(statement.value, nodes.Await) else statement.value
    if is_literal(value, True):
        return True
    if isinstance(value, nodes.Call):
        called = getattr(value.func, "name", "")
        return called == "app" or called.endswith("call_next")
    is_nothing = (value is None or is_literal(value, None)) and not _hands_on(function)
    return is_nothing and (is_plain or not _gives_values(function))


def _hands_on(function: Function) -> bool:
    """Whether a function is middleware, which lets nobody through by returning: it has to call what comes next."""
    names = {parameter.name for parameter in function.ir.parameters}
    return "call_next" in names or {"receive", "send"} <= names


def _gives_values(function: Function) -> bool:
    returns = (s for s in function.body.statements if isinstance(s, nodes.Return))
    return any(r.value is not None and not isinstance(r.value, nodes.Literal) for r in returns)


def _named(function: Function, missing: nodes.Expr) -> tuple[str, bool]:
    """The name of what is missing and whether it is a setting; "" when it is no credential."""
    is_local = isinstance(missing, nodes.Ref) and not missing.target
    origin = assigned(function, missing.name) if isinstance(missing, nodes.Ref) and is_local else missing
    name = "" if origin is None or origin is missing else getattr(missing, "name", "")
    if origin is None:  # a parameter: what the caller sends
        return (missing.name, False) if isinstance(missing, nodes.Ref) and _is_secret(missing.name) else ("", False)
    words = [text_of(e) for e in subexpressions(origin)]
    names = [name, *(w for w in words if w not in _READING)]
    found = next((w for w in names if w and _is_secret(w)), "")
    is_sent = any(w in SENT or w in {p.name for p in function.ir.parameters} - _OWN for w in words)
    is_made = any(
        isinstance(e, nodes.Call) and getattr(e.func, "name", "") not in _READING for e in subexpressions(origin)
    )
    return (found, not is_sent) if not (is_local and is_made) or is_sent else ("", False)


def _is_secret(name: str) -> bool:
    return bool(known.CREDENTIAL.search(name)) or name.lower().endswith(("key", "keys"))
