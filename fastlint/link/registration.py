"""What the methods of apps and routers register.

Dispatch is FastAPI's: `router.get(...)` goes through `api_route` and `add_api_route` of the router's class, so
that a subclass that overrides one of them takes part; `app.get(...)` goes straight to the app's own router.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.arguments import Arguments
from fastlint.link.classes import lookup
from fastlint.link.contents import joined
from fastlint.link.frames import Frame
from fastlint.link.routers import Entry, RouterState, dependency_items, is_none, seq_items, state_of
from fastlint.link.values import (
    NONE,
    ClassValue,
    Const,
    External,
    FunctionValue,
    Instance,
    Native,
    Seq,
    Unknown,
    Value,
    options,
)
from fastlint.model import Level

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator

VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

Register = Callable[["Evaluator", Frame, Instance, Arguments], Value]
"""What a method of an app or router does."""


def _verb(name: str) -> Register:
    def register(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
        return _through(e, f, owner, "api_route", arguments, {"methods": Seq("list", [Const(name.upper())])})

    return register


def _through(
    e: Evaluator, f: Frame, owner: Instance, method: str, arguments: Arguments, more: dict[str, Value]
) -> Value:
    """Call a method of the router as FastAPI does: the class's own one if it overrides it."""
    passed = Arguments(
        arguments.args, {**arguments.keywords, **more}, arguments.module, arguments.node, arguments.is_open
    )
    overridden = None if owner.native and owner.native.is_app else lookup(owner.cls, method)
    if overridden is not None:
        return e.call(f, overridden[0], passed.after(owner))
    return _METHODS[method](e, f, owner, passed)


def _decorator(register: Callable[[Evaluator, Frame, Value], object]) -> Native:
    def apply(e: Evaluator, f: Frame, arguments: Arguments) -> Value:
        function = arguments.get(0, "func")
        if function is None:
            return NONE
        register(e, f, function)
        return function

    return Native("decorator", apply)


def _route_decorator(method: str) -> Register:
    def outer(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
        def register(e: Evaluator, f: Frame, function: Value) -> object:
            path = arguments.get(0, "path") or Unknown(
                "a path from a spread argument", arguments.module, arguments.node
            )
            rest = {k: v for k, v in arguments.keywords.items() if k != "path"}
            passed = Arguments([path, function], rest, arguments.module, arguments.node, arguments.is_open)
            return _through(e, f, owner, method, passed, {})

        return _decorator(register)

    return outer


def _add_route(kind: str) -> Register:
    def add(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
        state = owner.native
        if state is None:
            return NONE
        path = arguments.get(0, "path") or Unknown("a path from a spread argument", arguments.module, arguments.node)
        endpoint = arguments.get(1, "endpoint") or arguments.keywords.get("route") or Unknown("no endpoint")
        keywords = {k: v for k, v in arguments.keywords.items() if k not in ("path", "endpoint")}
        full = _prefixed(e, f, state, path, arguments)
        own = [(Level.ROUTE, d) for d in dependency_items(arguments.keyword("dependencies", NONE), arguments)]
        inherited = dependency_items(state.dependencies, arguments) if kind != "plain" else []
        level = [(state.level, d) for d in inherited]
        made = _route(e, f, state, full, endpoint, keywords, arguments) if kind == "route" else None
        if made is None or made.native is None:
            made = Instance(
                External("fastapi.routing.APIRoute"), [], {}, {"path": full, "endpoint": endpoint, **keywords}
            )
            made.native = RouterState(False, NONE, {}, Seq("list", []), [])
        else:
            known = made.native.entry
            own = known.dependencies if known else own
            endpoint, full = (known.target, known.path) if known else (endpoint, full)
            keywords = {**keywords, **(known.keywords if known else {})}
        tags = [*state.tags, *seq_items(keywords.get("tags"))]
        module, node = f.site or (arguments.module, arguments.node)
        made.native.entry = Entry(kind, full, endpoint, keywords, level + own, tags, tuple(e.conditions), module, node)
        state.routes.items.append(made)
        e.endpoints.add(id(endpoint))
        return NONE

    return add


def _route(
    e: Evaluator, f: Frame, state: RouterState, path: Value, endpoint: Value, keywords: dict[str, Value], a: Arguments
) -> Instance | None:
    """The route as its class makes it, when the project overrides that class's constructor."""
    cls = keywords.get("route_class_override") or state.keywords.get("route_class")
    if not isinstance(cls, ClassValue) or lookup(cls, "__init__") is None:
        return None
    passed = {k: v for k, v in keywords.items() if k != "route_class_override"}
    made = e.call(f, cls, Arguments([path], {"endpoint": endpoint, **passed}, a.module, a.node))
    return made if isinstance(made, Instance) else None


def _prefixed(e: Evaluator, f: Frame, state: RouterState, path: Value, a: Arguments) -> Value:
    if state.is_app or (isinstance(state.prefix, Const) and not state.prefix.value):
        return path
    return joined([state.prefix, path], f, a.node or nodes.Unknown(0, 0, ""))


def _include(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
    state = owner.native
    router = arguments.get(0, "router")
    if state is None or router is None:
        return NONE
    prefix = arguments.keyword("prefix", Const(""))
    given = [(Level.INCLUDE, d) for d in dependency_items(arguments.keyword("dependencies", NONE), arguments)]
    place = arguments.node or nodes.Unknown(0, 0, "")
    for option in options(router):
        if is_none(option):
            continue
        inner = state_of(option)
        one_of_several = inner.conditions if inner is not None and option is not router else ()
        level = [(state.level, d) for d in dependency_items(state.dependencies, arguments)]
        entry = Entry(
            "include",
            prefix if state.is_app else joined([state.prefix, prefix], f, place),
            option,
            dict(arguments.keywords),
            level + given,
            [*state.tags, *seq_items(arguments.keywords.get("tags"))],
            tuple(dict.fromkeys((*e.conditions, *one_of_several))),
            arguments.module,
            arguments.node,
            len(inner.routes.items) if inner else 0,
        )
        made = Instance(External("fastapi.routing.IncludedRouter"), [], {}, {})
        made.native = RouterState(False, NONE, {}, Seq("list", []), [], entry=entry)
        state.routes.items.append(made)
    return NONE


def _mount(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
    state = owner.native
    app = arguments.get(1, "app")
    if state is None or app is None:
        return NONE
    path = arguments.get(0, "path") or Const("")
    for option in options(app):
        entry = Entry(
            "mount",
            path,
            option,
            dict(arguments.keywords),
            [],
            [],
            tuple(e.conditions),
            arguments.module,
            arguments.node,
        )
        made = Instance(External("starlette.routing.Mount"), [], {}, {"path": path, "app": option})
        made.native = RouterState(False, NONE, {}, Seq("list", []), [], entry=entry)
        state.routes.items.append(made)
    return NONE


def _add_middleware(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
    if owner.native is not None and arguments.args:
        owner.native.middleware.append((arguments.args[0], arguments, tuple(e.conditions)))
    return NONE


def _middleware(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
    def register(e: Evaluator, f: Frame, function: Value) -> None:
        if owner.native is not None:
            owner.native.middleware.append((function, arguments, tuple(e.conditions)))

    return _decorator(register)


def _exception_handler(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
    def register(e: Evaluator, f: Frame, function: Value) -> None:
        if owner.native is not None:
            owner.native.handlers.append((arguments.get(0, "exc_class_or_status_code") or NONE, function))

    return _decorator(register)


def _add_exception_handler(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
    if owner.native is not None and len(arguments.args) > 1:
        owner.native.handlers.append((arguments.args[0], arguments.args[1]))
    return NONE


def _on_event(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
    return _decorator(lambda e, f, function: _listen(e, owner, function, arguments))


def _add_event_handler(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
    handler = arguments.get(1, "func")
    if handler is not None:
        _listen(e, owner, handler, arguments)
    return NONE


def _listen(e: Evaluator, owner: Instance, handler: Value, arguments: Arguments) -> None:
    e.lifespans.append(handler)
    if owner.native is not None and arguments.node is not None:
        owner.native.events.append(arguments.module.span(arguments.node))


_METHODS: dict[str, Register] = {
    "api_route": _route_decorator("add_api_route"),
    "add_api_route": _add_route("route"),
    "websocket": _route_decorator("add_api_websocket_route"),
    "websocket_route": _route_decorator("add_websocket_route"),
    "add_api_websocket_route": _add_route("websocket"),
    "route": _route_decorator("add_route"),
    "add_route": _add_route("plain"),
    "add_websocket_route": _add_route("plain"),
    "include_router": _include,
    "mount": _mount,
    "add_middleware": _add_middleware,
    "middleware": _middleware,
    "exception_handler": _exception_handler,
    "add_exception_handler": _add_exception_handler,
    "on_event": _on_event,
    "add_event_handler": _add_event_handler,
}


def registering(name: str) -> Register | None:
    """The method `name` that apps and routers have, None when they have none."""
    return _METHODS.get(name) or (_verb(name) if name in VERBS else None)


def overrides_registering(func: FunctionValue, first: Value | None) -> bool:
    """Whether a function is a router's own method in place of one that registers, or is made inside of one.

    What such a method registers is written where it is called from.
    """
    method, _, inner = func.qualname.partition(".<locals>.")
    if registering(method.rpartition(".")[2]) is None:
        return False
    held = func.scope.names.values() if inner else [first]
    return any(isinstance(value, Instance) and value.native is not None for value in held)
