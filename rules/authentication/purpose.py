"""Which routes nobody but an authenticated caller should reach, and which are public because they must be."""

from fnmatch import fnmatchcase

from fastlint.insight.calls import ReachedCalls
from fastlint.insight.declared import Declared
from fastlint.model import nodes
from fastlint.rule import Project, Route

from ..knowledge import public_paths as known
from .shown import shows_credential

_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def needs_caller(route: Route, project: Project, declared: Declared, reached: ReachedCalls) -> bool:
    """Whether the route changes state and is not public on purpose."""
    if route.kind != "http" or route.is_conditional or route.module.is_test or _CHANGING.isdisjoint(route.methods):
        return False
    if any(fnmatchcase(route.path, pattern) for pattern in declared.public_paths):
        return False
    is_reading = _is_reading(route) and not _runs_code(route, reached)
    is_public = _is_public_by_name(route) and not (_is_about_code(route) and _runs_code(route, reached))
    if is_public or is_reading or _only_redirects(route) or shows_credential(route, project):
        return False
    return not _is_signed_hook(route, reached)


def _segments(route: Route) -> list[str]:
    return [part for part in route.path.split("/") if part and not part.startswith("{")]


def _is_public_by_name(route: Route) -> bool:
    segments, handler = _segments(route), route.handler
    if handler is not None and known.HANDLERS.match(handler.ir.name):
        return True
    if known.ABOVE in segments[:-1] or any(known.ANYWHERE.match(segment) for segment in segments):
        return True
    if _is_entrance(route, segments):
        return True
    return _ends_public(route, segments)


def _is_entrance(route: Route, segments: list[str]) -> bool:
    """Whether a handler is named as one that lets people in, below what is about authentication."""
    is_named = route.handler is not None and known.ENTERING.match(route.handler.ir.name)
    return bool(is_named) and "POST" in route.methods and any(map(known.AUTH.match, segments[:-1]))


def _is_about_code(route: Route) -> bool:
    """Whether the name speaks of a code: one that was sent to somebody, or a program."""
    names = [*_segments(route)[-1:], route.handler.ir.name if route.handler is not None else ""]
    return any(known.CODE.search(name) for name in names)


def _ends_public(route: Route, segments: list[str]) -> bool:
    """Whether the path ends as those of logins and of what belongs to them do, not below one thing's id."""
    parts = [part for part in route.path.split("/") if part]
    if not segments or "POST" not in route.methods or any(part.startswith("{") for part in parts[-2:]):
        return False
    *before, last = segments
    if known.PROBES.match(last) and _is_sent_something(route):
        return False
    is_about_auth = any(known.AUTH.match(segment) for segment in before)
    is_plain = "{" not in route.path
    return bool((is_plain or last.endswith("token")) and known.AT_THE_END.match(last)) or (
        is_plain and is_about_auth and bool(known.IN_AUTH.match(last))
    )


def _is_sent_something(route: Route) -> bool:
    """Whether the handler takes a body, declared or read from the request."""
    if any(parameter.source in ("body", "form", "file") for parameter in route.parameters):
        return True
    requests = {parameter.name for parameter in route.parameters if parameter.source == "special"}
    called = [call.ir.func for call in route.handler.calls()] if route.handler else []
    return any(
        isinstance(name, nodes.Attribute)
        and name.name in known.READING_BODY
        and getattr(name.value, "name", "") in requests
        for name in called
    )


def _is_reading(route: Route) -> bool:
    segments = _segments(route)
    return "POST" in route.methods and bool(segments) and bool(known.READING.search(segments[-1]))


def _runs_code(route: Route, reached: ReachedCalls) -> bool:
    """Whether the handler comes to `exec`, which can change anything, whatever the path is called."""
    functions = reached.functions_from(route.handler) if route.handler else ()
    called = (call.ir.func for function in functions for call in function.calls())
    return any(isinstance(name, nodes.Ref) and name.target == "builtins.exec" for name in called)


def _only_redirects(route: Route) -> bool:
    """Whether the handler does nothing but send the caller elsewhere."""
    statements = list(route.handler.body.statements) if route.handler else []
    returned = [s.value for s in statements if isinstance(s, nodes.Return)]
    is_short = all(isinstance(s, nodes.Assign | nodes.If | nodes.Return) for s in statements)
    return is_short and bool(returned) and all(_name_called(value) == "RedirectResponse" for value in returned)


def _name_called(value: nodes.Expr | None) -> str:
    return getattr(value.func, "name", "") if isinstance(value, nodes.Call) else ""


def _is_signed_hook(route: Route, reached: ReachedCalls) -> bool:
    names = [*_segments(route), route.handler.ir.name if route.handler else ""]
    if not any(known.HOOKS.search(name) for name in names):
        return False
    functions = [d.function for d in route.effective()] + [route.handler]
    return any(known.SIGNATURE.search(name) for f in functions if f for name in reached.names_from(f))
