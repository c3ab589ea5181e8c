"""What dependencies do with a caller: each is tried once for all routes that it treats alike."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from fastlint.insight.auth.activation import bound
from fastlint.insight.auth.atoms import Caller, Kind, Object, Scopes, Value
from fastlint.insight.auth.given import of_library, sent_as
from fastlint.insight.auth.libraries import GUARDS
from fastlint.insight.auth.trial import EXHAUSTED, MAYBE, NEVER, SURE, Outcome, Refused, of_all, run_function
from fastlint.insight.auth.world import CodeIndex, World
from fastlint.model import Dependency, Function, Route


@dataclass(frozen=True, slots=True)
class _Tried:
    """What a dependency does itself and on what that hangs, and the same of what it depends on.

    `is_of_route` says that either asked for the route's path or method, so that other routes may come out otherwise.
    """

    own: Outcome
    why: tuple[str, ...] = ()
    below: int = SURE
    doubts: tuple[str, ...] = ()
    is_of_route: bool = False


class Dependencies:
    """Tries dependencies, and the functions that they and handlers are."""

    def __init__(self, index: CodeIndex, declared: Set[str]) -> None:
        self._index = index
        self._declared = declared
        self._tried: dict[tuple[object, ...], _Tried] = {}
        self._elsewhere: dict[str, Dependencies] = {}
        self._filled: Dependencies | None = None

    def without(self, setting: str) -> Dependencies:
        """The same where an installation gives a setting some value of its own."""
        if setting not in self._elsewhere:
            self._elsewhere[setting] = Dependencies(self._index.without(setting), self._declared)
        return self._elsewhere[setting]

    def where_filled(self) -> Dependencies:
        """The same where no setting is left empty: against an empty one no credentials are good."""
        if self._filled is None:
            self._filled = Dependencies(self._index.filled(), self._declared)
        return self._filled

    def outcome(
        self, dependency: Dependency, caller: Caller, route: Route | None, outer: tuple[str, ...] = ()
    ) -> tuple[Outcome, tuple[str, ...]]:
        """The outcome of a dependency; `outer` are the scopes required around it.

        What it does itself counts for nothing where it treats good credentials alike; what it depends on has counted.
        What it makes hang on something for bad ones alone is told first: that is what decides.
        """
        tried = self._tried_by(caller, dependency, outer, route)
        own, why = tried.own, tried.why
        if own.level < SURE and EXHAUSTED not in why and dependency.name not in GUARDS:
            other = Caller.ANONYMOUS if caller is Caller.VALID else Caller.VALID
            same = self._tried_by(other, dependency, outer, route)
            if same.own.level == own.level == NEVER and not self._index.is_filled:
                return self.where_filled().outcome(dependency, caller, route, outer)
            if same.own.level == own.level and (own.level == NEVER or set(why) == set(same.why)):
                own = of_all(own)
                why = why if own.level < SURE else ()
            why = tuple(sorted(why, key=set(same.why).__contains__))
        return Outcome(min(tried.below, own.level), own.value, own.refusals), (*tried.doubts, *why)

    def _tried_by(self, caller: Caller, dependency: Dependency, outer: tuple[str, ...], route: Route | None) -> _Tried:
        scopes = (*outer, *dependency.scopes)
        key = (
            scopes,
            dependency.name,
            dependency.function,
            caller,
            repr(sorted(dependency.constants.items(), key=str)),
            dependency.scheme and dependency.scheme.auto_error,
        )
        place = (*key, *_place(route))
        kept = self._tried.get(key) or self._tried.get(place)
        if kept is not None:
            return kept
        self._tried[key] = _Tried(Outcome(SURE))
        tried = self._try(dependency, caller, scopes, route)
        del self._tried[key]
        self._tried[place if tried.is_of_route else key] = tried
        return tried

    def _try(self, dependency: Dependency, caller: Caller, scopes: tuple[str, ...], route: Route | None) -> _Tried:
        if dependency.name in self._declared or dependency.name.replace(":", ".") in self._declared:
            return _Tried(Outcome(SURE if caller is Caller.VALID else NEVER))
        if dependency.name in GUARDS:
            switch = GUARDS[dependency.name]
            is_off = switch == "!" or (switch and bool(dependency.constants.get(switch)))
            if caller is Caller.VALID:
                return _Tried(Outcome(SURE))
            return _Tried(Outcome(SURE, (Kind.NOTHING,)) if is_off else Outcome(NEVER))
        level, doubts, is_of_route = SURE, (), False  # type: int, tuple[str, ...], bool
        names: dict[str, Value] = {}
        for child in dependency.children:
            outcome, why = self.outcome(child, caller, route, scopes)
            is_of_route |= self._tried_by(caller, child, scopes, route).is_of_route
            if outcome.level == NEVER:
                return _Tried(Outcome(NEVER, refusals=outcome.refusals), is_of_route=is_of_route)
            if outcome.level < level:
                level, doubts = outcome.level, why
            if child.parameter:
                names[child.parameter] = outcome.value
        if dependency.function is None:
            outcome, why = of_library(dependency, caller, level)
            return _Tried(outcome, why, level, doubts, is_of_route)
        for parameter in dependency.parameters:
            value = sent_as(parameter, caller)
            if value is None:
                missing = Refused("?", parameter.span, f"`{parameter.alias}` is required")
                return _Tried(Outcome(NEVER, refusals=[missing]), is_of_route=is_of_route)
            is_scopes = parameter.annotation.rpartition(".")[2] == "SecurityScopes"
            names[parameter.name] = (Scopes(scopes),) if is_scopes else value
        world = World(self._index, caller, *_place(route))
        outcome, why = self._run(world, dependency.function, names, dependency)
        return _Tried(outcome, why, level, doubts, is_of_route or "route" in world.noticed)

    def handled(self, function: Function, names: dict[str, Value], caller: Caller) -> tuple[Outcome, tuple[str, ...]]:
        """The outcome of a handler, or of what a decorator put around it."""
        return self._run(World(self._index, caller, is_handler=True), function, names, None)

    def _run(
        self, world: World, function: Function, names: dict[str, Value], dependency: Dependency | None
    ) -> tuple[Outcome, tuple[str, ...]]:
        constants = dependency.constants if dependency is not None else {}
        outcome = run_function(
            world, function, bound(self._index, function, names), constants, is_handler=dependency is None
        )
        if dependency is not None and function.ir.name == "__init__" and function.owner is not None:
            outcome.value = (Object(function.owner, dict(names)),)
        doubts = tuple(dict.fromkeys(text for _, text in world.doubts))
        if world.is_exhausted and not world.is_handler and outcome.level != NEVER:
            outcome.level, doubts = MAYBE, (EXHAUSTED, *doubts)
        return outcome, doubts


def _place(route: Route | None) -> tuple[str, str]:
    """The path and the method that a request for a route has; "" for what is not known."""
    if route is None or any(each.reason.startswith("a path") for each in route.unresolved):
        return "", ""
    methods = [method for method in route.methods if method not in ("HEAD", "OPTIONS")]
    return route.path, methods[0] if len(methods) == 1 else ""
