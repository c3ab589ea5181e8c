"""Middleware on the way to a route: who is refused before the route is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from fastlint.insight.auth.activation import bound
from fastlint.insight.auth.atoms import UNKNOWN, Caller, Kind, Value
from fastlint.insight.auth.protection import SwitchedOff
from fastlint.insight.auth.trial import EXHAUSTED, MAYBE, NEVER, SURE, Outcome, Refused, run_function
from fastlint.insight.auth.world import CodeIndex, World
from fastlint.model import App, Function, Middleware, Route, Switch

AUTHENTICATE = "authenticate"
_BROUGHT: Final[dict[str, Value]] = {
    **dict.fromkeys(("request", "req", "conn", "connection"), (Kind.REQUEST,)),
    "scope": (Kind.SCOPE,),
}
_MOST_OTHERWISE = 20
"""How many guards that a setting would add are tried on each open route: applications have one or two."""


def _without_defaults(middleware: Middleware) -> Iterator[Middleware]:
    """Middleware as it may be where an installation sets one of the settings that it hangs on."""
    span = middleware.span
    for setting in dict.fromkeys(middleware.settings.values()) if span is not None else ():
        kept = {name: c for name, c in middleware.constants.items() if middleware.settings.get(name) != setting}
        yield replace(middleware, constants=kept, switch=Switch(setting, span) if span is not None else None)


@dataclass(frozen=True, slots=True)
class _Trial:
    """What middleware does with one caller's request: how sure it hands it on, by which calls, on what that hangs."""

    level: int
    passed: frozenset[int]
    doubts: tuple[str, ...]
    refusals: list[Refused]


class Layers:
    """Tries requests on middleware; what does not look at the route is the same for all."""

    def __init__(self, index: CodeIndex) -> None:
        self._index = index
        self._alike: dict[tuple[int, Caller, str], _Trial] = {}
        self._blind: dict[tuple[int, str], bool] = {}
        self._otherwise: dict[int, list[Middleware]] = {}
        self._elsewhere: dict[str, Layers] = {}
        self._filled: Layers | None = None

    def off(self, route: Route) -> SwitchedOff | None:
        """The middleware that would look at the caller's credentials if a setting were not at its default."""
        for app in (route.app, *route.inside):
            for middleware in self._set_otherwise(app) if app is not None else ():
                switch = middleware.switch
                if switch is not None and self._without(switch.setting)._refuses(middleware, route):
                    return SwitchedOff(middleware.name.rpartition(":")[2], switch)
        return None

    def _without(self, setting: str) -> Layers:
        """The same where an installation gives a setting some value of its own."""
        if setting not in self._elsewhere:
            self._elsewhere[setting] = Layers(self._index.without(setting))
        return self._elsewhere[setting]

    def _where_filled(self) -> Layers:
        """The same where no setting is left empty: against an empty one no credentials are good."""
        if self._filled is None:
            self._filled = Layers(self._index.filled())
        return self._filled

    def _refuses(self, middleware: Middleware, route: Route) -> bool:
        """Whether middleware may refuse whoever sends no credentials."""
        return self.through(middleware, route, Caller.ANONYMOUS)[0].level < SURE

    def _set_otherwise(self, app: App) -> list[Middleware]:
        """What settings leave out of an app, and what it has as it would be without the default of one setting."""
        if id(app) not in self._otherwise:
            own = [other for middleware in app.middleware for other in _without_defaults(middleware)]
            self._otherwise[id(app)] = [*app.left_out, *own][:_MOST_OTHERWISE]
        return self._otherwise[id(app)]

    def through(self, middleware: Middleware, route: Route, caller: Caller) -> tuple[Outcome, tuple[str, ...]]:
        """How sure a request gets through, and what that hangs on."""
        function = middleware.function
        if function is not None and function.ir.name == AUTHENTICATE:
            return self._backend(middleware, function, caller)
        return self._passed(middleware, route, caller)

    def _backend(self, middleware: Middleware, function: Function, caller: Caller) -> tuple[Outcome, tuple[str, ...]]:
        """What Starlette's `AuthenticationMiddleware` asks: whoever it does not raise for goes on, known or not."""
        world = World(self._index, caller, "/", is_middleware=True)
        names: dict[str, Value] = {parameter.name: (Kind.REQUEST,) for parameter in function.ir.parameters[1:2]}
        outcome = run_function(world, function, bound(self._index, function, names), middleware.constants)
        return outcome, tuple(dict.fromkeys(text for _, text in world.doubts))

    def _passed(self, middleware: Middleware, route: Route, caller: Caller) -> tuple[Outcome, tuple[str, ...]]:
        function = middleware.function
        if function is None or (route.kind == "websocket" and _is_for_requests(function)):
            return Outcome(SURE), ()
        if self._is_blind(middleware, function, route):
            return Outcome(SURE), ()
        tried = self._try(middleware, function, route, caller)
        if tried.level == SURE or caller is Caller.VALID:
            return Outcome(tried.level), tried.doubts
        valid = self._try(middleware, function, route, Caller.VALID)
        if valid.level == tried.level == NEVER and not self._index.is_filled:
            return self._where_filled()._passed(middleware, route, caller)
        is_alike = tried.level == MAYBE and valid.passed <= tried.passed and set(valid.doubts) == set(tried.doubts)
        if valid.level == NEVER or is_alike:
            # what hands on no request was not seen doing so, and what treats all alike is about something else
            return Outcome(SURE), ()
        return Outcome(tried.level, refusals=tried.refusals), tried.doubts

    def _is_blind(self, middleware: Middleware, function: Function, route: Route) -> bool:
        """Whether middleware asks the caller for nothing, whatever the route: then it treats all callers alike."""
        key = (id(middleware), route.kind)
        if key not in self._blind:
            world = _world(self._index, middleware, route, Caller.ANONYMOUS, is_any_route=True)
            outcome = self._run(world, middleware, function)
            is_quiet = not (world.is_asked or world.is_exhausted or outcome.refusals)
            self._blind[key] = is_quiet and bool(world.passed)
        return self._blind[key]

    def _run(self, world: World, middleware: Middleware, function: Function) -> Outcome:
        names = {p.name: _BROUGHT.get(p.name, UNKNOWN) for p in function.ir.parameters}
        return run_function(world, function, bound(self._index, function, names), middleware.constants)

    def _try(self, middleware: Middleware, function: Function, route: Route, caller: Caller) -> _Trial:
        key = (id(middleware), caller, route.kind)
        if key in self._alike:
            return self._alike[key]
        world = _world(self._index, middleware, route, caller)
        outcome = self._run(world, middleware, function)
        level = max(world.passed.values(), default=NEVER)
        if level != NEVER and not outcome.refusals and set(outcome.value) == {Kind.ANSWER}:
            level = SURE  # whichever way it takes, the request is handed on
        doubts = tuple(dict.fromkeys(text for _, text in world.doubts))
        if world.is_exhausted and level == NEVER:
            level, doubts = MAYBE, (EXHAUSTED,)
        tried = _Trial(level, frozenset(world.passed), doubts, outcome.refusals)
        if "route" not in world.noticed:
            self._alike[key] = tried
        return tried


def _is_for_requests(function: Function) -> bool:
    """Whether it is given a request and what answers it: Starlette's `BaseHTTPMiddleware` shows it no websocket."""
    return len(function.ir.parameters) - (function.owner is not None) == 2


def _world(
    index: CodeIndex, middleware: Middleware, route: Route, caller: Caller, *, is_any_route: bool = False
) -> World:
    method = route.methods[0] if route.methods else "WEBSOCKET"
    return World(
        index, caller, route.path, method, _mount(middleware, route), is_any_route=is_any_route, is_middleware=True
    )


def _mount(middleware: Middleware, route: Route) -> str | None:
    """Where the app of some middleware on the way to a route is mounted, None where that is not known."""
    if route.app is not None and middleware in route.app.middleware:
        return ""
    places = zip(route.inside, route.mounts, strict=True) if len(route.inside) == len(route.mounts) else ()
    return next((place for app, place in places if middleware in app.middleware and "?" not in place), None)
