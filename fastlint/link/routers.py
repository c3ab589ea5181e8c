"""What apps, routers and routes hold while the code that builds them is evaluated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastlint.ir import nodes
from fastlint.link.arguments import Arguments
from fastlint.link.contents import iterate
from fastlint.link.frames import Frame
from fastlint.link.markers import merged
from fastlint.link.schemes import construct_scheme, has_auto_error
from fastlint.link.values import NONE, Choice, Const, Instance, Seq, Unknown, Value, options
from fastlint.model import Level, Module, Span, Switch

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator


APPS = ("fastapi.FastAPI", "starlette.Starlette")
ROUTERS = ("fastapi.APIRouter", "starlette.routing.Router")
ROUTES = (
    "fastapi.routing.APIRoute",
    "fastapi.routing.APIWebSocketRoute",
    "starlette.routing.Route",
    "starlette.routing.WebSocketRoute",
)


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
    """What an app or router holds. `keywords` are those it was made with, `conditions` the tests under which it was.

    `left_out` is the middleware that settings would add, and by their defaults do not.
    """

    is_app: bool
    prefix: Value
    keywords: dict[str, Value]
    dependencies: Seq
    tags: list[Value]
    routes: Seq = field(default_factory=lambda: Seq("list", []))
    middleware: list[tuple[Value, Arguments, tuple[str, ...]]] = field(default_factory=list)
    handlers: list[tuple[Value, Value]] = field(default_factory=list)
    events: list[Span] = field(default_factory=list)
    entry: Entry | None = None
    is_open: bool = False
    left_out: list[tuple[Value, Arguments, Switch]] = field(default_factory=list)
    conditions: tuple[str, ...] = ()

    def held(self, name: str) -> Value | None:
        """What an attribute that may be assigned holds, None for nothing."""
        own: dict[str, Value] = {"prefix": self.prefix, "dependencies": self.dependencies, "routes": self.routes}
        return own.get(name) or self.keywords.get("lifespan" if name == "lifespan_context" else name)

    def set(self, name: str, value: Value | None) -> None:
        """An attribute was assigned from outside; None where it is not any more."""
        if value is None:
            self.keywords.pop(name, None)
        elif name == "prefix":
            self.prefix = value
        elif name == "dependencies" and isinstance(value, (Seq, Choice)):
            self.dependencies = value if isinstance(value, Seq) else _one_of(value)
        elif name in ("route_class", "include_in_schema", "default_response_class"):
            self.keywords[name] = value
        elif name == "lifespan_context":
            self.keywords["lifespan"] = value
        elif name == "routes" and isinstance(value, Seq) and not value.is_open:
            self.routes = value  # a list that is not known in full is taken for the same routes in another order

    @property
    def level(self) -> Level:
        """The level of the dependencies it was made with."""
        return Level.APP if self.is_app else Level.ROUTER


def _one_of(lists: Choice) -> Seq:
    """A list that is one of several."""
    known = [option for option in lists.options if isinstance(option, Seq)]
    is_open = len(known) < len(lists.options) or any(each.is_open for each in known)
    return Seq("list", merged([each.items for each in known]), is_open)


def construct_native(e: Evaluator, f: Frame, made: Instance, path: str, arguments: Arguments) -> bool:
    """Run the constructor of a FastAPI class on `made`; False when `path` is none of them."""
    if path in APPS or path in ROUTERS:
        _construct_router(e, made, path in APPS, arguments)
    elif path in ROUTES:
        _construct_route(e, made, path, arguments)
    elif has_auto_error(path):
        construct_scheme(made, arguments)
    else:
        return False
    return True


def _construct_router(e: Evaluator, made: Instance, is_app: bool, arguments: Arguments) -> None:
    keywords = dict(arguments.keywords)
    given = keywords.get("dependencies") if is_app else arguments.keyword("dependencies", NONE)
    own = given if isinstance(given, Seq) else Seq("list", dependency_items(given, arguments))
    tags = iterate(keywords["tags"]) if "tags" in keywords else []
    prefix = NONE if is_app else arguments.keyword("prefix", Const(""))
    made.native = RouterState(is_app, prefix, keywords, own, tags or [])
    made.native.is_open, made.native.conditions = arguments.is_open, tuple(e.conditions)
    routes = keywords.get("routes")
    for route in (iterate(routes) if routes is not None else None) or []:
        made.native.routes.items.append(route)
    for each in iterate(keywords.get("middleware", NONE)) or []:
        if isinstance(each, Instance) and each.args:
            made.native.middleware.append((each.args[0], _made_with(each), tuple(e.conditions)))
    e.made.setdefault(id(made), made)
    if is_app and "lifespan" in keywords:
        e.lifespans.append(keywords["lifespan"])


def _made_with(instance: Instance) -> Arguments:
    assert instance.module is not None
    return Arguments(instance.args, instance.keywords, instance.module, instance.node)


def _construct_route(e: Evaluator, made: Instance, path: str, arguments: Arguments) -> None:
    keywords = dict(arguments.keywords)
    for i, name in enumerate(("path", "endpoint")):
        if i < len(arguments.args):
            keywords[name] = arguments.args[i]
    kind = "websocket" if "WebSocket" in path else "route" if path.startswith("fastapi.") else "plain"
    made.attributes.update(keywords)
    own = dependency_items(keywords.get("dependencies"), arguments)
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


def dependency_items(value: Value | None, arguments: Arguments) -> list[Value]:
    """The markers of a `dependencies=` list; what it may hold beyond them is one Unknown, never nothing."""
    if value is None or is_none(value):
        return []
    if isinstance(value, Choice):
        return merged([dependency_items(option, arguments) for option in value.options])
    found = [option for item in seq_items(value) for option in options(item)]
    if isinstance(value, Unknown):
        found += [] if value.is_unset else [value]
    elif not isinstance(value, Seq) or value.is_open:
        found.append(Unknown("the list of dependencies is not known", arguments.module, arguments.node))
    return found


def is_none(value: Value) -> bool:
    """Whether a value is None itself."""
    return isinstance(value, Const) and value.value is None


def state_of(value: Value) -> RouterState | None:
    """The router state of an app or router."""
    state = value.native if isinstance(value, Instance) else None
    return state if state is not None and state.entry is None else None
