"""Flattening: from what apps and routers hold to the routes that FastAPI would serve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from http import HTTPStatus

from fastlint.ir import nodes
from fastlint.link.alternatives import each_once
from fastlint.link.annotations import annotated, is_response, type_name
from fastlint.link.builtin import status_number
from fastlint.link.classes import lookup
from fastlint.link.dependencies import Dependencies, name_of, peeled, unresolved_in, wrappers
from fastlint.link.evaluator import Evaluator
from fastlint.link.expressions import evaluate
from fastlint.link.routers import Entry, RouterState, state_of
from fastlint.link.signatures import home_frame
from fastlint.link.values import (
    Bound,
    ClassValue,
    Const,
    External,
    FunctionValue,
    Generic,
    Instance,
    Seq,
    Unknown,
    Value,
    text,
)
from fastlint.link.ways import Bounds, Way
from fastlint.model import UNKNOWN, App, Dependency, Function, Level, Module, Route, Unresolved

_METHODS_OF_ALL = ("GET",)
LIVE_INCLUDES = (0, 137)
"""Since this FastAPI version an included router is kept by reference: what it gets later counts."""
RETURN_MODELS = (0, 89)
"""Since this FastAPI version the return annotation is the response model."""


class Flattener:
    """Turns apps into routes."""

    def __init__(self, e: Evaluator, functions: Mapping[int, Function], version: tuple[int, ...]) -> None:
        self._e = e
        self._functions = functions
        self._version = version or (999,)
        self._dependencies = Dependencies(e, functions)
        self._bounds = Bounds()
        self.included: set[int] = set()
        self.mounted: dict[int, tuple[App, str]] = {}
        self.apps: dict[int, App] = {}

    def routes(self, app: App, state: RouterState) -> list[Route]:
        """Every route of one app, in the order in which FastAPI tries them."""
        return each_once(list(self._walk(app, state, Way(), len(state.routes.items))))

    def dependency(self, marker: Value, level: Level) -> Dependency | Unresolved:
        """The dependency behind one marker."""
        return self._dependencies.of(marker, level)

    def _walk(self, app: App, state: RouterState, way: Way, until: int) -> Iterator[Route]:
        self.included.add(id(state))
        if state.is_open and not way.through:
            app.unresolved.append(Unresolved(app.span, "some of its arguments are not known"))
        if not self._bounds.enters(app, state, way):
            return
        left_out = (*way.left_out, *state.dependencies.left_out)
        made_under = (*way.made_under, *state.conditions)
        way = replace(way, through=(*way.through, id(state)), left_out=left_out, made_under=made_under)
        for item in self._bounds.within(app, state.routes.items[:until], way):
            entry = item.native.entry if isinstance(item, Instance) and item.native else None
            if entry is None:
                reason = item.reason if isinstance(item, Unknown) else "a route object that is not followed"
                app.unresolved.append(Unresolved(app.span, reason))
            elif entry.kind == "include":
                yield from self._included(app, entry, way)
            elif entry.kind == "mount":
                yield from self._mounted(app, entry, way)
            else:
                yield from self._route(app, entry, way)

    def _step(self, entry: Entry, way: Way) -> Way:
        piece = text(entry.path)
        problems = way.unresolved
        if piece is None and not (isinstance(entry.path, Const) and entry.path.value is None):
            reason = entry.path.reason if isinstance(entry.path, Unknown) else "it depends on what is not known"
            place = entry.module.span(entry.node) if entry.node else None
            problems = (*problems, Unresolved(place, f"a path that is not known: {reason}"))
        hidden = entry.keywords.get("include_in_schema")
        given = entry.keywords.get("dependencies")
        return replace(
            way,
            left_out=(*way.left_out, *(given.left_out if isinstance(given, Seq) else ())),
            prefix=None if way.prefix is None or piece is None else way.prefix + piece,
            tags=(*way.tags, *entry.tags),
            conditions=(*way.conditions, *(c for c in entry.conditions if c not in way.conditions)),
            unresolved=problems,
            in_schema=way.in_schema and not (isinstance(hidden, Const) and hidden.value is False),
        )

    def _included(self, app: App, entry: Entry, way: Way) -> Iterator[Route]:
        inner = state_of(entry.target)
        place = entry.module.span(entry.node) if entry.node else app.span
        if inner is None:
            reason = entry.target.reason if isinstance(entry.target, Unknown) else "it is made by a library"
            app.unresolved.append(Unresolved(place, f"an included router is not known: {reason}"))
            return
        below = self._step(entry, way)
        below = replace(
            below,
            dependencies=(*way.dependencies, *entry.dependencies),
            included_at=(*way.included_at, place),
        )
        until = len(inner.routes.items) if self._version >= LIVE_INCLUDES else entry.until
        yield from self._walk(app, inner, below, until)

    def _mounted(self, app: App, entry: Entry, way: Way) -> Iterator[Route]:
        inner = unwrapped(entry.target)
        mounted = self.apps.get(id(inner))
        if inner is None or (mounted is not None and mounted in (app, *way.inside)):
            return  # what wraps the app itself, as the server of another protocol does, serves its routes once more
        below = self._step(entry, way)
        prefix = (below.prefix or "").rstrip("/") if below.prefix is not None else None
        if id(inner) not in way.through:
            self.mounted[id(inner)] = (app, prefix or "")
        inside = (*way.inside, mounted) if mounted is not None else way.inside
        below = Way(
            prefix,
            conditions=below.conditions,
            mounts=(*way.mounts, prefix or UNKNOWN),
            inside=inside,
            unresolved=below.unresolved,
            included_at=(*way.included_at, *([entry.module.span(entry.node)] if entry.node else [])),
            through=way.through,
            made_under=way.made_under,
        )
        yield from self._walk(app, inner, below, len(inner.routes.items))

    def code(self, value: Value) -> Function | None:
        """The function of the project that a value is."""
        return self._functions.get(id(value.ir)) if isinstance(value, FunctionValue) else None

    def _route(self, app: App, entry: Entry, way: Way) -> Iterator[Route]:
        below = self._step(entry, way)
        core = peeled(entry.target)
        place = entry.module.span(entry.node) if entry.node else app.span
        problems = list(below.unresolved)
        tops: list[Dependency] = []
        is_plain = entry.kind == "plain"
        for level, marker in () if is_plain else (*way.dependencies, *entry.dependencies):
            made = self._dependencies.of(marker, level)
            if isinstance(made, Unresolved):
                problems.append(made)
            else:
                tops.append(made)
        tops += () if is_plain else self._of_parameters(entry.target)
        problems += [*self._dependencies.problems(entry.target), *unresolved_in(tops)]
        if isinstance(core, Unknown):
            problems.append(Unresolved(place, f"the handler is not known: {core.reason}"))
        yield Route(
            app=app,
            path=UNKNOWN if below.prefix is None else below.prefix or ("" if entry.kind == "websocket" else "/"),
            methods=self._methods(entry),
            kind="websocket" if entry.kind == "websocket" else "http",
            endpoint=name_of(core),
            handler=self._handler(core),
            module=self._home(core, entry),
            span=place,
            line=self._line(core, entry),
            dependencies=tuple(tops),
            parameters=self._dependencies.asked_by(entry.target, text(entry.path) or ""),
            response_model=self._response_model(entry),
            status_code=_status(entry.keywords.get("status_code")),
            tags=tuple(word for tag in below.tags if (word := text(tag))),
            include_in_schema=below.in_schema,
            deprecated=_is_true(entry.keywords.get("deprecated")),
            conditions=below.conditions,
            made_under=way.made_under,
            mounts=way.mounts,
            wrappers=tuple(code for wrapper in wrappers(entry.target) if (code := self.code(wrapper))),
            included_at=way.included_at,
            inside=way.inside,
            left_out=() if is_plain else tuple(self._left_out(below)),
            unresolved=tuple(problems),
            given=frozenset(name for name, value in entry.keywords.items() if not _is_default(value)),
        )

    def _left_out(self, way: Way) -> Iterator[Dependency]:
        for marker, switch in way.left_out:
            made = self._dependencies.of(marker, Level.ROUTE)
            if isinstance(made, Dependency):
                made.switch = switch
                yield made

    def _of_parameters(self, endpoint: Value) -> tuple[Dependency, ...]:
        found: tuple[Dependency, ...] = ()
        core = peeled(endpoint)
        view = core.owner.view if isinstance(core, FunctionValue) and core.owner is not None else None
        if view is not None:
            made = self._dependencies.of(view.depends, Level.PARAMETER)
            found = () if isinstance(made, Unresolved) else (made,)
        return (*found, *self._dependencies.below(endpoint, 0, Level.PARAMETER))

    def _methods(self, entry: Entry) -> tuple[str, ...]:
        if entry.kind == "websocket":
            return ()
        given = entry.keywords.get("methods")
        items = getattr(given, "items", None) or [Const(m) for m in _METHODS_OF_ALL]
        return tuple(sorted({(text(item) or UNKNOWN).upper() for item in items}))

    def _handler(self, core: Value) -> Function | None:
        if isinstance(core, Instance):
            found = lookup(core.cls, "__call__")
            core = found[0] if found else core
        return self._functions.get(id(core.ir)) if isinstance(core, FunctionValue) else None

    def _home(self, core: Value, entry: Entry) -> Module:
        return core.state.module if isinstance(core, (FunctionValue, ClassValue)) else entry.module

    def _line(self, core: Value, entry: Entry) -> int:
        if isinstance(core, FunctionValue):
            start = core.ir.name_start if isinstance(core.ir, nodes.Function) else core.ir.start
            return core.state.module.position(start)[0]
        if isinstance(core, ClassValue) and core.ir is not None:
            return core.state.module.position(core.ir.name_start)[0]
        return entry.module.position(entry.node.start)[0] if entry.node else 1

    def _response_model(self, entry: Entry) -> str:
        if entry.kind != "route":
            return ""
        given = entry.keywords.get("response_model")
        if given is not None and not _is_default(given):
            name = type_name(given)
            return "" if name == "None" else name
        if self._version < RETURN_MODELS:
            return ""
        core = peeled(entry.target)
        function = core.function if isinstance(core, Bound) else core
        if isinstance(function, Instance):
            found = lookup(function.cls, "__call__")
            function = found[0] if found else function
        if (
            not isinstance(function, FunctionValue)
            or not isinstance(function.ir, nodes.Function)
            or function.ir.returns is None
        ):
            return ""
        noted, _ = annotated(evaluate(self._e, home_frame(function), function.ir.returns))
        if noted is None or is_response(noted) or (function.ir.is_generator and _is_stream(noted)):
            return ""
        name = type_name(noted)
        return "" if name == "None" else name


_STREAMS = ("AsyncIterable", "AsyncIterator", "AsyncGenerator", "Iterable", "Iterator", "Generator")


def _is_stream(noted: Value) -> bool:
    """Whether a generator's annotation makes FastAPI stream its items; since 0.134, an error before."""
    base = noted.base if isinstance(noted, Generic) else noted
    return isinstance(base, External) and base.path.rpartition(".")[2] in _STREAMS


def _is_default(value: Value) -> bool:
    return isinstance(value, Instance) and isinstance(value.cls, External) and value.cls.path.endswith(".Default")


def _is_true(value: Value | None) -> bool:
    return isinstance(value, Const) and value.value is True


def _status(value: Value | None) -> int | None:
    if isinstance(value, Const) and isinstance(value.value, int):
        return int(value.value)
    if isinstance(value, External):
        return status_number(value.path)
    if isinstance(value, Instance):
        inner = value.attributes.get("value")
        return _status(inner) if inner is not None else None
    if isinstance(value, Bound) and isinstance(value.function, External):
        name = value.function.path.rpartition(".")[2]
        return int(HTTPStatus[name]) if name in HTTPStatus.__members__ else None
    return None


def unwrapped(value: Value, depth: int = 0) -> RouterState | None:
    """The app or router inside ASGI wrappers such as `CORSMiddleware(app)`."""
    state = state_of(value)
    if state is not None or depth > 5:
        return state
    if isinstance(value, Instance):
        for inner in (*value.args, *value.keywords.values()):
            found = unwrapped(inner, depth + 1)
            if found is not None:
                return found
    return None
