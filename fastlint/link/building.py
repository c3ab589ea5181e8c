"""Which functions build applications: seen from their own bodies, before anything is evaluated."""

from __future__ import annotations

from fastlint.ir import nodes
from fastlint.link.routers import APPS
from fastlint.model import Function, Module
from fastlint.model.names import canonical_external

_REGISTERING = frozenset({"include_router", "mount", "add_api_route", "add_api_websocket_route", "add_route"})
_PACKAGES = frozenset(path.partition(".")[0] for path in APPS)


def makers(module: Module) -> list[Function]:
    """Functions that construct a FastAPI app in their own body."""
    if not any(dotted.partition(".")[0] in _PACKAGES for dotted in module.ir.imports):
        return []
    return [f for f in module.functions if any(_written(call.func) in APPS for call in f.body.calls)]


def registers(function: Function) -> bool:
    """Whether the function's own body adds routes, routers or apps to something."""
    return any(isinstance(c.func, nodes.Attribute) and c.func.name in _REGISTERING for c in function.body.calls)


def _written(func: nodes.Expr) -> str:
    trail = []
    while isinstance(func, nodes.Attribute):
        trail.append(func.name)
        func = func.value
    return canonical_external(".".join([func.target, *reversed(trail)])) if isinstance(func, nodes.Ref) else ""
