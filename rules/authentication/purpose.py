"""Which routes nobody but an authenticated caller should reach, and which are public because they must be."""

from fnmatch import fnmatchcase

from fastlint.insight.calls import ReachedCalls
from fastlint.insight.declared import Declared
from fastlint.rule import Route

from ..knowledge import public_paths as known

_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def needs_caller(route: Route, declared: Declared, reached: ReachedCalls) -> bool:
    """Whether the route changes state and is not public on purpose."""
    if route.kind != "http" or route.conditions or route.module.is_test or _CHANGING.isdisjoint(route.methods):
        return False
    if any(fnmatchcase(route.path, pattern) for pattern in declared.public_paths):
        return False
    return not (_is_public_by_name(route) or _is_reading(route) or _is_signed_hook(route, reached))


def _segments(route: Route) -> list[str]:
    return [part for part in route.path.split("/") if part and not part.startswith("{")]


def _is_public_by_name(route: Route) -> bool:
    segments, handler = _segments(route), route.handler
    if handler is not None and known.HANDLERS.match(handler.ir.name):
        return True
    return any(known.ANYWHERE.match(segment) for segment in segments) or _ends_public(route, segments)


def _ends_public(route: Route, segments: list[str]) -> bool:
    if not segments or "POST" not in route.methods or "{" in route.path:
        return False
    *before, last = segments
    is_about_auth = any(known.AUTH.match(segment) for segment in before)
    return bool(known.AT_THE_END.match(last)) or (is_about_auth and bool(known.IN_AUTH.match(last)))


def _is_reading(route: Route) -> bool:
    segments = _segments(route)
    return "POST" in route.methods and bool(segments) and bool(known.READING.search(segments[-1]))


def _is_signed_hook(route: Route, reached: ReachedCalls) -> bool:
    names = [*_segments(route), route.handler.ir.name if route.handler else ""]
    if not any(known.HOOKS.search(name) for name in names):
        return False
    functions = [d.function for d in route.effective()] + [route.handler]
    return any(known.SIGNATURE.search(name) for f in functions if f for name in reached.names_from(f))
