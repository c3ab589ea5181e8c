"""The application that FastAPI would build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from fastlint.model.code import Function, Module
from fastlint.source.span import Span

UNKNOWN: Final = "?"
"""What could not be understood, in every text field of the model; reports print it as it is."""

STARTED: Final = "the app has started"
"""The condition of what startup code registers: it is there before the first request is."""

AS_SCRIPT: Final = '__name__ == "__main__"'
"""The condition of what a file registers that is run by itself, as such files are."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Something of the application that could not be understood, where and why."""

    span: Span | None
    reason: str


@dataclass(frozen=True, slots=True)
class Named:
    """A class of the project among constants, by its dotted name."""

    dotted: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled regular expression among constants, one without flags."""

    text: str


class Level(StrEnum):
    """Where a dependency was attached."""

    APP = "app"
    ROUTER = "router"
    INCLUDE = "include"
    ROUTE = "route"
    PARAMETER = "parameter"
    DEPENDENCY = "dependency"


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A `fastapi.security` object: it extracts credentials and verifies nothing.

    `kind` is its class name; with `auto_error` off, missing credentials pass as None.
    """

    kind: str
    name: str
    auto_error: bool


@dataclass(frozen=True, slots=True)
class Switch:
    """A setting that decides whether something is part of the application, and where its code asks for it."""

    setting: str
    span: Span


@dataclass(slots=True, eq=False, repr=False)
class Parameter:
    """A parameter of a handler or dependency. `source` is path, query, header, cookie, body, form, file or special."""

    name: str
    alias: str
    source: str
    annotation: str
    required: bool
    span: Span


@dataclass(slots=True, eq=False, repr=False)
class Dependency:
    """A callable given to Depends or Security, with what it depends on in turn, in FastAPI's order.

    `name` is "module:qualname": the class for an instance, `factory.<locals>.inner` for a closure.
    `function` is the code that runs (`__call__`, `__init__`, the closure's `def`), None for a library's.
    `constants` are the values it was made with, as far as they are literal: closure variables,
    `self.x` for an instance's attributes. `span` is where it was attached, `parameter` the parameter that receives
    what it returns, "" where nobody does. `conditions` are the tests under which it is in a list of dependencies,
    `switch` is the setting by whose default it is not. `unresolved` is what is not known of what it depends on.
    """

    name: str
    level: Level
    span: Span | None
    function: Function | None = None
    scheme: SecurityScheme | None = None
    scopes: tuple[str, ...] = ()
    children: tuple[Dependency, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    constants: Mapping[str, object] = field(default_factory=dict)
    parameter: str = ""
    conditions: tuple[str, ...] = ()
    switch: Switch | None = None
    unresolved: tuple[Unresolved, ...] = ()

    def walk(self) -> Iterator[Dependency]:
        """This dependency and everything below it, outermost first; what several depend on, only once."""
        yield from _walk(self, set())


def _walk(dependency: Dependency, seen: set[int]) -> Iterator[Dependency]:
    yield dependency
    # Those that depend on the same share its dependencies: 40 levels of two would be a billion ways down.
    if id(dependency.children) not in seen:
        seen.add(id(dependency.children))
        for child in dependency.children:
            yield from _walk(child, seen)


@dataclass(slots=True, eq=False, repr=False)
class Middleware:
    """One entry of an app's middleware; `function` is its `dispatch` or `__call__` when the project holds it.

    `conditions` are the tests under which it is added. `switch` is the setting by whose default it is not; `settings`
    are those of its constants that are defaults of settings, with the name of the setting.
    """

    name: str
    span: Span | None
    function: Function | None = None
    constants: Mapping[str, object] = field(default_factory=dict)
    conditions: tuple[str, ...] = ()
    switch: Switch | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True, eq=False, repr=False)
class Route:
    """One path and its methods, served by one handler, with everything in effect on the way.

    `path` is the full path. `dependencies` are those of depth 1, in the order FastAPI runs them.
    `response_model` is a type as text, "" for none. `conditions` are the tests under which the route
    exists, `made_under` those under which its app and routers were made, also where others are made otherwise.
    `wrappers` are the functions that decorators put around the handler, outermost first.
    `inside` are the mounted apps it lies in, outermost first; their middleware runs too. `included_at` is
    where the routers and apps on the way were included or mounted, outermost first. `span` is the decorator or call
    that registered it, `given` the names of the arguments it was registered with. `left_out` are the dependencies that
    settings would add on the way, and by their defaults do not. What is not known is "?" or None.
    """

    app: App | None
    path: str
    methods: tuple[str, ...]
    kind: str
    endpoint: str
    handler: Function | None
    module: Module
    span: Span
    line: int
    dependencies: tuple[Dependency, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    response_model: str = ""
    status_code: int | None = None
    tags: tuple[str, ...] = ()
    include_in_schema: bool = True
    deprecated: bool = False
    conditions: tuple[str, ...] = ()
    made_under: tuple[str, ...] = ()
    mounts: tuple[str, ...] = ()
    wrappers: tuple[Function, ...] = ()
    inside: tuple[App, ...] = ()
    included_at: tuple[Span, ...] = ()
    left_out: tuple[Dependency, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    given: frozenset[str] = frozenset()

    @property
    def is_conditional(self) -> bool:
        """Whether the route may be missing from an application that serves requests."""
        return any(condition not in (STARTED, AS_SCRIPT) for condition in self.conditions)

    def effective(self) -> Iterator[Dependency]:
        """All dependencies, sub-dependencies included, each callable once, outermost first."""
        seen: set[str] = set()
        for top in self.dependencies:
            for dependency in top.walk():
                if dependency.name not in seen:
                    seen.add(dependency.name)
                    yield dependency

    def __str__(self) -> str:
        methods = ",".join(self.methods) if self.kind == "http" else "WS"
        return f"{methods} {self.path}"


@dataclass(slots=True, eq=False, repr=False)
class App:
    """One FastAPI instance. `name` is "module:variable", "module:create_app()" for what a function makes and returns,
    "module:Class.attribute" for what an object makes for itself; `mounted_in` is the app it is mounted in.

    `left_out` is the middleware that settings would add and by their defaults do not.

    `is_fragment` marks a router that stands for an app: the tree makes none, and who includes the router, and with
    which guards, lies elsewhere.
    `event_handlers` are the places where a function was registered for its startup or shutdown; `has_lifespan` says
    that it was surely given a `lifespan`.
    """

    name: str
    module: Module
    span: Span
    routes: list[Route] = field(default_factory=list)
    middleware: list[Middleware] = field(default_factory=list)
    left_out: list[Middleware] = field(default_factory=list)
    keywords: Mapping[str, object] = field(default_factory=dict)
    mounted_in: App | None = None
    mount_path: str = ""
    unresolved: list[Unresolved] = field(default_factory=list)
    is_fragment: bool = False
    event_handlers: list[Span] = field(default_factory=list)
    has_lifespan: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Router:
    """One APIRouter. `is_included` says whether some app serves it; `routes` is the number it registers."""

    name: str
    module: Module
    span: Span
    prefix: str = ""
    is_included: bool = False
    routes: int = 0
