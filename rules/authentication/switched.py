"""Guards that refuse only while a setting asks them to."""

from dataclasses import dataclass

from fastlint.insight.auth import AuthCoverage
from fastlint.model import Function, Span, nodes, statements_in, subexpressions
from fastlint.rule import Route

from ..knowledge import guarding as known
from .openings import SENT
from .written import assigned, text_of


@dataclass(frozen=True)
class Switch:
    """A guard, what it does by default, and what it asks for at `span` before it refuses, both in words."""

    guard: str
    by_default: str
    asked: str
    span: Span


def switch_of(route: Route, auth: AuthCoverage) -> Switch | None:
    """What switches the guard of an open route on; None when nothing on the way to it ever refuses."""
    off = auth.of(route).off
    if off is not None:
        return Switch(off.guard, "is off", f"`{off.switch.setting}` is set accordingly", off.switch.span)
    functions = (dependency.function for dependency in route.effective())
    return next((switch for f in functions if f is not None and (switch := _switch_in(f)) is not None), None)


def _switch_in(function: Function) -> Switch | None:
    for statement in function.body.statements:
        guarded = (*statement.body, *statement.orelse) if isinstance(statement, nodes.If) else ()
        if isinstance(statement, nodes.If) and any(map(_refuses, statements_in(guarded))):
            setting = next((name for e in subexpressions(statement.test) if (name := _setting(function, e))), "")
            if setting:
                asked = f"`{setting}` is {_wanted(statement.test)}"
                return Switch(function.ir.name, "refuses nobody", asked, function.module.span(statement.test))
    return None


def hides_refusal(route: Route) -> bool:
    """Whether a dependency refuses in a function that it defines and hands on, to a thread for example."""
    functions = [dependency.function for dependency in route.effective()]
    inner = [s for f in functions if f is not None for s in f.body.statements if isinstance(s, nodes.Function)]
    return any(_refuses(statement) for function in inner for statement in statements_in(function.body))


def _wanted(test: nodes.Expr) -> str:
    match test:
        case nodes.Operation(operator="==", operands=(_, nodes.Literal(value=str(value)))):
            return f"`{value}`"
    return "set accordingly"


def _refuses(statement: nodes.Stmt) -> bool:
    match statement:
        case nodes.Raise(value=value):
            words = [text_of(e) for e in subexpressions(value)] if value is not None else []
            return any(known.UNAUTHORIZED.search(word) for word in words)
        case nodes.Evaluate(value=nodes.Call(func=nodes.Attribute(name=name))):
            return name.endswith("_required")
    return False


def _setting(function: Function, expression: nodes.Expr) -> str:
    """The name of a setting: `settings.x`, `os.environ["X"]`, or a local that was read from one; else ""."""
    if isinstance(expression, nodes.Attribute):
        return expression.name if _is_settings(expression.value) and expression.name not in _READERS else ""
    if not isinstance(expression, nodes.Ref) or expression.target:
        return ""
    given = assigned(function, expression.name)
    words = {text_of(e) for e in subexpressions(given)} if given is not None else SENT
    if not words.isdisjoint(SENT) or (isinstance(given, nodes.Call) and text_of(given.func) not in _READERS):
        return ""
    literals = (e.value for e in subexpressions(given) if isinstance(e, nodes.Literal)) if given is not None else ()
    return next((value for value in literals if isinstance(value, str)), "")


_READERS = frozenset({"getenv", "get", "get_config", "get_setting", "config", "env"})
"""Last names of functions that give the setting that their first argument names."""


_SETTINGS = ("settings", "config", "conf", "cfg")


def _is_settings(whole: nodes.Expr) -> bool:
    return isinstance(whole, nodes.Ref | nodes.Attribute) and whole.name.lower().rpartition("_")[2] in _SETTINGS
