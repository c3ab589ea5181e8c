"""Middleware on the way to a route: who is refused before the route is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from fastlint.insight.auth.activation import bound
from fastlint.insight.auth.atoms import UNKNOWN, Caller, Kind, Value
from fastlint.insight.auth.trial import EXHAUSTED, MAYBE, NEVER, SURE, Outcome, Refused, run_function
from fastlint.insight.auth.world import CodeIndex, World
from fastlint.model import Function, Middleware, Route

AUTHENTICATE = "authenticate"


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
        self._alike: dict[tuple[int, Caller], _Trial] = {}

    def through(self, middleware: Middleware, route: Route, caller: Caller) -> tuple[Outcome, tuple[str, ...]]:
        """How sure a request gets through, and what that hangs on."""
        function = middleware.function
        if function is not None and function.ir.name == AUTHENTICATE:
            return self._backend(middleware, function, caller)
        return self._passed(middleware, route, caller)

    def _backend(self, middleware: Middleware, function: Function, caller: Caller) -> tuple[Outcome, tuple[str, ...]]:
        """What Starlette's `AuthenticationMiddleware` asks: whoever it does not raise for goes on, known or not."""
        world = World(self._index, caller, "/")
        names: dict[str, Value] = {parameter.name: (Kind.REQUEST,) for parameter in function.ir.parameters[1:2]}
        outcome = run_function(world, function, bound(self._index, function, names), middleware.constants)
        return outcome, tuple(dict.fromkeys(text for _, text in world.doubts))

    def _passed(self, middleware: Middleware, route: Route, caller: Caller) -> tuple[Outcome, tuple[str, ...]]:
        function = middleware.function
        if function is None:
            return Outcome(SURE), ()
        tried = self._try(middleware, function, route, caller)
        if tried.level == SURE or caller is Caller.VALID:
            return Outcome(tried.level), tried.doubts
        valid = self._try(middleware, function, route, Caller.VALID)
        if valid.level == NEVER or (tried.level == MAYBE and valid.passed <= tried.passed):
            # what hands on no request was not seen doing so, and what treats all alike is about something else
            return Outcome(SURE), ()
        return Outcome(tried.level, refusals=tried.refusals), tried.doubts

    def _try(self, middleware: Middleware, function: Function, route: Route, caller: Caller) -> _Trial:
        key = (id(middleware), caller)
        if key in self._alike:
            return self._alike[key]
        world = World(self._index, caller, route.path, route.methods[0] if route.methods else "WEBSOCKET")
        names: dict[str, Value] = {}
        for parameter in function.ir.parameters:
            is_request = parameter.name in ("request", "req", "conn", "connection")
            names[parameter.name] = (Kind.REQUEST,) if is_request else UNKNOWN
        outcome = run_function(world, function, bound(self._index, function, names), middleware.constants)
        level = max(world.passed.values(), default=NEVER)
        doubts = tuple(dict.fromkeys(text for _, text in world.doubts))
        if world.is_exhausted and level == NEVER:
            level, doubts = MAYBE, (EXHAUSTED,)
        tried = _Trial(level, frozenset(world.passed), doubts, outcome.refusals)
        if "route" not in world.noticed:
            self._alike[key] = tried
        return tried
