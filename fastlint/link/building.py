"""Which functions build applications: seen from their own bodies, before anything is evaluated."""

from __future__ import annotations

from collections.abc import Mapping, Set

from fastlint.ir import nodes
from fastlint.link.registration import VERBS
from fastlint.link.routers import APPS
from fastlint.model import Function, Module
from fastlint.model.names import canonical_external, last_names

_REGISTERING = frozenset({"include_router", "mount", "add_api_route", "add_api_websocket_route", "add_route"})
_VERBS = frozenset({*VERBS, "api_route", "websocket"})


def makers(modules: Mapping[str, Module]) -> dict[str, list[Function]]:
    """By path, the functions that construct an app in their own body, or have one constructed and add to it."""
    classes = {
        cls.ir.name
        for module in modules.values()
        for cls in module.classes
        if any(_written(base) in APPS for base in cls.ir.bases)
    }
    found = {path: [f for f in module.functions if _constructs(f, classes)] for path, module in modules.items()}
    adding = [(path, f) for path, module in modules.items() for f in module.functions if registers(f)]
    names = {function.ir.name for functions in found.values() for function in functions}
    while new := [(path, f) for path, f in adding if f not in found[path] and not names.isdisjoint(_called(f))]:
        for path, function in new:
            found[path].append(function)
            names.add(function.ir.name)
    return found


def _constructs(function: Function, classes: Set[str]) -> bool:
    """Whether a function calls the class of an app, or one of `classes`, which are derived from it."""
    return any(_written(c.func) in APPS or not classes.isdisjoint(last_names(c.func)) for c in function.body.calls)


def _called(function: Function) -> set[str]:
    return {name for call in function.body.calls for name in last_names(call.func)}


def registers(function: Function) -> bool:
    """Whether the function's own body adds routes, routers or apps to something."""
    return any(isinstance(c.func, nodes.Attribute) and c.func.name in _REGISTERING for c in function.body.calls) or any(
        isinstance(decorator, nodes.Call)
        and isinstance(decorator.func, nodes.Attribute)
        and decorator.func.name in _VERBS
        for statement in function.body.statements
        if isinstance(statement, nodes.Function)
        for decorator in statement.decorators
    )


def _written(func: nodes.Expr) -> str:
    trail = []
    while isinstance(func, nodes.Attribute):
        trail.append(func.name)
        func = func.value
    return canonical_external(".".join([func.target, *reversed(trail)])) if isinstance(func, nodes.Ref) else ""
