"""Code that may read parameters of a request without declaring them."""

import re

from fastlint.model import Function, nodes
from fastlint.rule import Route

_REQUESTS = frozenset({"Request", "HTTPConnection", "WebSocket"})
_CATCHING_ALL = re.compile(r"/?\{[^{}]+:path\}")
_TELLING = frozenset({"path_params", "scope", "url", "receive"})


def may_take_any(route: Route) -> bool:
    """Whether some code on the way may read parameters that it does not declare."""
    functions = [route.handler, *(d.function for d in route.effective() if d.scheme is None)]
    return any(function is None or _reads_request(function) for function in functions)


def _reads_request(function: Function) -> bool:
    """Whether a function asks its request for the path, or hands the request on."""
    if any(parameter.kind == "kwargs" for parameter in function.ir.parameters):
        return True
    requests = {p.name for p in function.ir.parameters if _is_request(p)}
    found = list(function.body.expressions)
    asked = {id(e.value) for e in found if isinstance(e, nodes.Attribute) and e.name not in _TELLING}
    return any(isinstance(e, nodes.Ref) and e.name in requests and id(e) not in asked for e in found)


def _is_request(parameter: nodes.Parameter) -> bool:
    written = getattr(parameter.annotation, "name", "") if parameter.annotation is not None else "Any"
    return written in _REQUESTS or (written == "Any" and parameter.name in ("request", "req", "websocket"))


def answers_any(route: Route) -> bool:
    """Whether the answer is the same on purpose, whatever the path names.

    The handler refuses everybody, or it serves the page of an application in the browser for what no other path takes.
    """
    return _only_refuses(route) or _CATCHING_ALL.fullmatch(route.path) is not None


def _only_refuses(route: Route) -> bool:
    statements = route.handler.ir.body if route.handler is not None else ()
    done = [s for s in statements if not (isinstance(s, nodes.Evaluate) and isinstance(s.value, nodes.Literal))]
    return bool(done) and all(isinstance(statement, nodes.Raise) for statement in done)
