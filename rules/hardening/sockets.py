"""Who knows callers by a cookie, and websockets among them: any page can open one, and the browser sends the cookie."""

import re
from collections.abc import Iterator

from fastlint.insight.reach import Reach
from fastlint.model import nodes
from fastlint.rule import Dependency, Project, Route

from ..knowledge import cookies as known
from ..knowledge.library import LIBRARY

_SESSIONS = frozenset({"session", "user", "auth"})
_ORIGIN = re.compile(r"(?:^|[^a-z])origins?(?:$|[^a-z])|same_?origin|sec-fetch|csrf|xsrf", re.IGNORECASE)


def open_sockets(project: Project, reach: Reach) -> Iterator[tuple[Route, bool]]:
    """The websockets behind a cookie that do not look at `Origin`, and whether the cookie is in sight."""
    told = set()
    for route in project.routes:
        if route.kind == "websocket" and not route.module.is_test and route.span not in told:
            has_cookie = _takes_cookie(route, reach) or any(reads_cookie(d, reach) for d in route.effective())
            if (has_cookie or _knows_session(route)) and not _asks_origin(route, reach):
                told.add(route.span)
                yield route, has_cookie


def reads_cookie(dependency: Dependency, reach: Reach) -> bool:
    """Whether a dependency takes a login out of a cookie."""
    if dependency.function is None:
        return False
    if any(p.source == "cookie" and known.CREDENTIAL.search(p.alias) for p in dependency.parameters):
        return True
    if any(child.scheme is not None and child.scheme.kind == "APIKeyCookie" for child in dependency.children):
        return True
    words = reach.own_words(dependency.function)
    return "cookies" in words and any(known.is_credential(word) for word in words - {"cookies"})


def _takes_cookie(route: Route, reach: Reach) -> bool:
    """Whether the handler itself takes a login out of a cookie."""
    if any(p.source == "cookie" and known.CREDENTIAL.search(p.alias) for p in route.parameters):
        return True
    words = reach.own_words(route.handler) if route.handler is not None else frozenset[str]()
    return "cookies" in words and any(known.is_credential(word) for word in words - {"cookies"})


def _asks_origin(route: Route, reach: Reach) -> bool:
    functions = [route.handler, *(dependency.function for dependency in route.effective())]
    for app in (route.app, *route.inside):
        functions += [middleware.function for middleware in app.middleware] if app is not None else []
    words = (word for function in functions if function is not None for word in reach.words(function, LIBRARY))
    return any(_ORIGIN.search(word) for word in words if " " not in word)


def _knows_session(route: Route) -> bool:
    """Whether the handler reads `websocket.user`, `websocket.session`, `websocket.scope["user"]`, or `requires` it."""
    handler = route.handler
    if handler is None:
        return False
    if any(isinstance(d, nodes.Call) and getattr(d.func, "name", "") == "requires" for d in handler.ir.decorators):
        return True
    sockets = {p.name for p in route.parameters if p.source == "special" and p.annotation.endswith("WebSocket")}
    return any(_is_session(expression, sockets) for expression in handler.body.expressions)


def _is_session(expression: nodes.Expr, sockets: set[str]) -> bool:
    match expression:
        case nodes.Attribute(value=nodes.Ref(name=name), name=attribute):
            return name in sockets and attribute in _SESSIONS
        case nodes.Subscript(value=nodes.Attribute(value=nodes.Ref(name=name), name="scope"), index=index):
            return name in sockets and isinstance(index, nodes.Literal) and index.value in _SESSIONS
    return False
