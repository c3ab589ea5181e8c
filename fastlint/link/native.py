"""FastAPI's own classes, as the evaluator knows them: what each method registers.

Dispatch is FastAPI's: `router.get(...)` goes through `api_route` and `add_api_route` of the router's class, so
that a subclass that overrides one of them takes part; `app.get(...)` goes straight to the app's own router.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.classes import derives, external_bases, lookup
from fastlint.link.values import (
    NONE,
    ClassValue,
    Const,
    External,
    Instance,
    Map,
    Native,
    Seq,
    Unknown,
    Value,
)
from fastlint.model import Level, Module

if TYPE_CHECKING:
    from fastlint.link.calls import Arguments
    from fastlint.link.evaluator import Evaluator, Frame

APPS = ("fastapi.FastAPI", "starlette.Starlette")
ROUTERS = ("fastapi.APIRouter", "starlette.routing.Router")
ROUTES = (
    "fastapi.routing.APIRoute",
    "fastapi.routing.APIWebSocketRoute",
    "starlette.routing.Route",
    "starlette.routing.WebSocketRoute",
)
VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@dataclass(slots=True, eq=False, repr=False)
class Entry:
    """One thing a router holds: "route", "websocket", "plain" (no FastAPI route), "include" or "mount".

    `target` is the endpoint, the included router or the mounted app. `until` is how many entries an
    included router had when it was included, which is all that counted before FastAPI 0.137.
    """

    kind: str
    path: Value
    target: Value
    keywords: dict[str, Value]
    dependencies: list[tuple[Level, Value]]
    tags: list[Value]
    conditions: tuple[str, ...]
    module: Module
    node: nodes.Node | None
    until: int = 0


@dataclass(slots=True, eq=False, repr=False)
class RouterState:
    """What an app or router holds. `keywords` are those it was made with."""

    is_app: bool
    prefix: Value
    keywords: dict[str, Value]
    dependencies: Seq
    tags: list[Value]
    routes: Seq = field(default_factory=lambda: Seq("list", []))
    middleware: list[tuple[Value, Arguments]] = field(default_factory=list)
    handlers: list[tuple[Value, Value]] = field(default_factory=list)
    entry: Entry | None = None
    is_open: bool = False

    def set(self, name: str, value: Value) -> None:
        """An attribute was assigned from outside."""
        if name == "prefix":
            self.prefix = value
        elif name == "dependencies" and isinstance(value, Seq):
            self.dependencies = value
        elif name in ("route_class", "include_in_schema", "default_response_class"):
            self.keywords[name] = value
        elif name == "routes" and isinstance(value, Seq) and not value.is_open:
            self.routes = value  # a list that is not known in full is taken for the same routes in another order

    @property
    def level(self) -> Level:
        """The level of the dependencies it was made with."""
        return Level.APP if self.is_app else Level.ROUTER


def construct_native(e: Evaluator, f: Frame, made: Instance, path: str, arguments: Arguments) -> bool:
    """Run the constructor of a FastAPI class on `made`; False when `path` is none of them."""
    if path in APPS or path in ROUTERS:
        _construct_router(e, made, path in APPS, arguments)
    elif path in ROUTES:
        _construct_route(e, made, path, arguments)
    else:
        return False
    return True


def _construct_router(e: Evaluator, made: Instance, is_app: bool, arguments: Arguments) -> None:
    from fastlint.link.expressions import iterate

    keywords = dict(arguments.keywords)
    given = keywords.get("dependencies")
    items = iterate(given) if given is not None and not _is_none(given) else []
    tags = iterate(keywords["tags"]) if "tags" in keywords else []
    prefix = NONE if is_app else keywords.get("prefix") or Const("")
    made.native = RouterState(is_app, prefix, keywords, Seq("list", items or [], items is None), tags or [])
    made.native.is_open = arguments.is_open
    routes = keywords.get("routes")
    for route in (iterate(routes) if routes is not None else None) or []:
        made.native.routes.items.append(route)
    for each in iterate(keywords.get("middleware", NONE)) or []:
        if isinstance(each, Instance) and each.args:
            made.native.middleware.append((each.args[0], _made_with(each)))
    if made not in e.made:
        e.made.append(made)
    for late in (is_app and keywords.get("lifespan"),):
        if late:
            e.lifespans.append(late)


def _made_with(instance: Instance) -> Arguments:
    from fastlint.link.calls import Arguments

    assert instance.module is not None
    return Arguments(instance.args, instance.keywords, instance.module, instance.node)


def _construct_route(e: Evaluator, made: Instance, path: str, arguments: Arguments) -> None:
    keywords = dict(arguments.keywords)
    for i, name in enumerate(("path", "endpoint")):
        if i < len(arguments.args):
            keywords[name] = arguments.args[i]
    kind = "websocket" if "WebSocket" in path else "route" if path.startswith("fastapi.") else "plain"
    made.attributes.update(keywords)
    own = seq_items(keywords.get("dependencies"))
    made.native = RouterState(False, NONE, {}, Seq("list", []), [])
    made.native.entry = Entry(
        kind,
        keywords.get("path", Const("")),
        keywords.get("endpoint", Unknown("a route without an endpoint")),
        keywords,
        [(Level.ROUTE, d) for d in own],
        seq_items(keywords.get("tags")),
        tuple(e.conditions),
        arguments.module,
        arguments.node,
    )


def seq_items(value: Value | None) -> list[Value]:
    """The items of a list that is known in part or whole, none for anything else."""
    return list(value.items) if isinstance(value, Seq) else []


def _is_none(value: Value) -> bool:
    return isinstance(value, Const) and value.value is None


def state_of(value: Value) -> RouterState | None:
    """The router state of an app or router."""
    return (
        value.native
        if isinstance(value, Instance) and value.native is not None and value.native.entry is None
        else None
    )


def native_attribute(e: Evaluator, owner: Value, name: str, base: External | None = None) -> Value | None:
    """A method or attribute that FastAPI's classes give to `owner`; None when they give none of that name."""
    paths = (
        [base.path]
        if base is not None
        else external_bases(owner.cls)
        if isinstance(owner, Instance)
        else external_bases(owner)
    )
    if name == "__init__" and any(p in APPS + ROUTERS + ROUTES for p in paths):
        return Native("__init__", _initialiser(owner, paths), owner)
    if not any(p in APPS + ROUTERS for p in paths):
        return None
    if not isinstance(owner, Instance):
        method = _METHODS.get(name) or (name in VERBS and _verb(name))
        return Native(name, lambda e, f, a: method(e, f, a.args[0], _rest(a)) if a.args else NONE) if method else None
    is_app = any(p in APPS for p in paths)
    state = owner.native
    if state is None:
        return None
    if name == "router" and is_app:
        return Instance(External("fastapi.APIRouter"), [], {}, {}, owner.module, owner.node, state)
    if name in ("routes", "dependencies"):
        return state.routes if name == "routes" else state.dependencies
    if name == "prefix":
        return state.prefix
    if name == "tags":
        return Seq("list", state.tags)
    if name == "state":
        return owner.attributes.setdefault("state", Instance(External("starlette.datastructures.State"), [], {}))
    if name == "dependency_overrides":
        return Map({}, True)
    method = _METHODS.get(name) or (name in VERBS and _verb(name))
    return Native(name, lambda e, f, a: method(e, f, owner, a), owner) if method else None


def _rest(arguments: Arguments) -> Arguments:
    from fastlint.link.calls import Arguments

    return Arguments(arguments.args[1:], arguments.keywords, arguments.module, arguments.node, arguments.is_open)


def _initialiser(owner: Value, paths: list[str]) -> Callable[..., Value]:
    def run(e: Evaluator, f: Frame, arguments: Arguments) -> Value:
        made = owner
        if not isinstance(owner, Instance):  # APIRouter.__init__(self, ...)
            made, arguments = (arguments.args[0], _rest(arguments)) if arguments.args else (owner, arguments)
        if isinstance(made, Instance):
            for path in paths:
                if construct_native(e, f, made, path, arguments):
                    if made.native is not None and made.native.entry is not None and made.native.entry.node is None:
                        made.native.entry.node = made.node
                    break
        return NONE

    return run


# ---------------------------------------------------------------- registering routes


def _verb(name: str) -> Callable[[Evaluator, Frame, Instance, Arguments], Value]:
    def register(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
        return _through(e, f, owner, "api_route", arguments, {"methods": Seq("list", [Const(name.upper())])})

    return register


def _through(
    e: Evaluator, f: Frame, owner: Instance, method: str, arguments: Arguments, more: dict[str, Value]
) -> Value:
    """Call a method of the router as FastAPI does: the class's own one if it overrides it."""
    from fastlint.link.calls import Arguments, call

    passed = Arguments(
        arguments.args, {**arguments.keywords, **more}, arguments.module, arguments.node, arguments.is_open
    )
    overridden = None if owner.native and owner.native.is_app else lookup(owner.cls, method)
    if overridden is not None:
        return call(e, f, overridden[0], passed.after(owner))
    return _METHODS[method](e, f, owner, passed)


def _decorator(register: Callable[[Evaluator, Frame, Value], object]) -> Native:
    def apply(e: Evaluator, f: Frame, arguments: Arguments) -> Value:
        function = arguments.get(0, "func")
        if function is None:
            return NONE
        register(e, f, function)
        return function

    return Native("decorator", apply)


def _route_decorator(method: str) -> Callable[[Evaluator, Frame, Instance, Arguments], Value]:
    def outer(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
        conditions = tuple(e.conditions)

        def register(e: Evaluator, f: Frame, function: Value) -> object:
            from fastlint.link.calls import Arguments

            path = arguments.get(0, "path") or Unknown(
                "a path from a spread argument", arguments.module, arguments.node
            )
            rest = {k: v for k, v in arguments.keywords.items() if k != "path"}
            passed = Arguments([path, function], rest, arguments.module, arguments.node, arguments.is_open)
            return _through(e, f, owner, method, passed, {})

        del conditions
        return _decorator(register)

    return outer


def _add_route(kind: str) -> Callable[[Evaluator, Frame, Instance, Arguments], Value]:
    def add(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
        state = owner.native
        if state is None:
            return NONE
        path = arguments.get(0, "path") or Unknown("a path from a spread argument", arguments.module, arguments.node)
        endpoint = arguments.get(1, "endpoint") or arguments.keywords.get("route") or Unknown("no endpoint")
        keywords = {k: v for k, v in arguments.keywords.items() if k not in ("path", "endpoint")}
        full = _prefixed(e, f, state, path, arguments)
        own = [(Level.ROUTE, d) for d in seq_items(keywords.get("dependencies"))]
        if isinstance(keywords.get("dependencies"), Unknown):
            own.append((Level.ROUTE, keywords["dependencies"]))
        level = [(state.level, d) for d in state.dependencies.items] if kind != "plain" else []
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
        made.native.entry = Entry(
            kind, full, endpoint, keywords, level + own, tags, tuple(e.conditions), arguments.module, arguments.node
        )
        state.routes.items.append(made)
        e.endpoints.add(id(endpoint))
        return NONE

    return add


def _route(
    e: Evaluator, f: Frame, state: RouterState, path: Value, endpoint: Value, keywords: dict[str, Value], a: Arguments
) -> Instance | None:
    """The route as its class makes it, when the project overrides that class's constructor."""
    from fastlint.link.calls import Arguments, call

    cls = keywords.get("route_class_override") or state.keywords.get("route_class")
    if not isinstance(cls, ClassValue) or lookup(cls, "__init__") is None:
        return None
    passed = {k: v for k, v in keywords.items() if k != "route_class_override"}
    made = call(e, f, cls, Arguments([path], {"endpoint": endpoint, **passed}, a.module, a.node))
    return made if isinstance(made, Instance) else None


def _prefixed(e: Evaluator, f: Frame, state: RouterState, path: Value, a: Arguments) -> Value:
    from fastlint.link.expressions import joined

    if state.is_app or (isinstance(state.prefix, Const) and not state.prefix.value):
        return path
    return joined([state.prefix, path], f, a.node or nodes.Unknown(0, 0, ""))


def _include(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
    from fastlint.link.expressions import joined
    from fastlint.link.values import options

    state = owner.native
    router = arguments.get(0, "router")
    if state is None or router is None:
        return NONE
    prefix = arguments.keywords.get("prefix") or Const("")
    own = arguments.keywords.get("dependencies")
    given = [(Level.INCLUDE, d) for d in seq_items(own)]
    if isinstance(own, Unknown):
        given.append((Level.INCLUDE, own))
    place = arguments.node or nodes.Unknown(0, 0, "")
    for option in options(router):
        if _is_none(option):
            continue
        inner = state_of(option)
        level = [(state.level, d) for d in state.dependencies.items]
        entry = Entry(
            "include",
            prefix if state.is_app else joined([state.prefix, prefix], f, place),
            option,
            dict(arguments.keywords),
            level + given,
            [*state.tags, *seq_items(arguments.keywords.get("tags"))],
            tuple(e.conditions),
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
    entry = Entry(
        "mount", path, app, dict(arguments.keywords), [], [], tuple(e.conditions), arguments.module, arguments.node
    )
    made = Instance(External("starlette.routing.Mount"), [], {}, {"path": path, "app": app})
    made.native = RouterState(False, NONE, {}, Seq("list", []), [], entry=entry)
    state.routes.items.append(made)
    return NONE


def _add_middleware(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
    if owner.native is not None and arguments.args:
        owner.native.middleware.append((arguments.args[0], arguments))
    return NONE


def _middleware(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
    def register(e: Evaluator, f: Frame, function: Value) -> None:
        if owner.native is not None:
            owner.native.middleware.append((function, arguments))

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
    return _decorator(lambda e, f, function: e.lifespans.append(function))


def _add_event_handler(e: Evaluator, f: Frame, owner: Instance, arguments: Arguments) -> Value:
    handler = arguments.get(1, "func")
    if handler is not None:
        e.lifespans.append(handler)
    return NONE


_METHODS: dict[str, Callable[[Evaluator, Frame, Instance, Arguments], Value]] = {
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


def is_router_class(cls: Value) -> bool:
    """Whether calling `cls` makes an app or a router."""
    return derives(cls, *APPS, *ROUTERS)
