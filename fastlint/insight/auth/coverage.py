"""The verdict on each route: protected, public or unknown, with the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace

from fastlint.finding import Step
from fastlint.insight import insight
from fastlint.insight.auth.activation import bound
from fastlint.insight.auth.atoms import NOTHING, UNKNOWN, Caller, Kind, Known, Object, Scopes, Value
from fastlint.insight.auth.callers import REQUESTS
from fastlint.insight.auth.foreign import foreign_check, is_guard
from fastlint.insight.auth.given import attached, checks_late, is_looked_at, of_library, sent_as, where_it_is
from fastlint.insight.auth.layers import Layers
from fastlint.insight.auth.libraries import CHECKING_NAME, DECORATORS, GUARDS
from fastlint.insight.auth.protection import Coverage, Protection, SwitchedOff
from fastlint.insight.auth.rights import roles, scopes
from fastlint.insight.auth.trial import EXHAUSTED, MAYBE, NEVER, SURE, Outcome, Refused, of_all, run_function
from fastlint.insight.auth.world import CodeIndex, World
from fastlint.insight.declared import Declared
from fastlint.ir import nodes
from fastlint.model import App, Dependency, Function, Project, Route

_ISSUES = re.compile(
    r"log_?in|sign_?in|sign_?up|/token|callback|oauth|authorize|register|reset|verify|refresh|logout|webhook",
    re.IGNORECASE,
)
_MOST_MIDDLEWARE = 50
_MOST_LEFT_OUT = 20


@dataclass(frozen=True, slots=True)
class _Tried:
    """What a dependency does itself and on what that hangs, and the same of what it depends on."""

    own: Outcome
    why: tuple[str, ...] = ()
    below: int = SURE
    doubts: tuple[str, ...] = ()


@insight
class AuthCoverage:
    """Protection of every route, found by trying it: without credentials, and with made-up ones."""

    def __init__(self, project: Project, declared: Declared) -> None:
        self._index = CodeIndex(project)
        self._declared = frozenset(declared.auth_dependencies)
        self._known: dict[Route, Coverage] = {}
        self._tried: dict[tuple[object, ...], _Tried] = {}
        self._layers = Layers(self._index)
        self._elsewhere: dict[str, AuthCoverage] = {}
        self._filled: AuthCoverage | None = None

    def of(self, route: Route) -> Coverage:
        """The verdict on `route`."""
        found = self._known.get(route)
        if found is None:
            found = replace(self._judge(route), roles=roles(route), scopes=scopes(route))
            if found.protection is Protection.UNKNOWN:
                foreign = (d.name for d in route.effective() if d.function is None)
                found = replace(found, is_elsewhere=any(map(is_guard, foreign)))
            self._known[route] = found
        return found

    def learn(self, verdicts: Iterable[tuple[Route, Coverage]]) -> None:
        """Take over what another process found out of the same project."""
        self._known.update(verdicts)

    def has_any(self, app: App) -> bool:
        """Whether anything in the app asks for credentials at all."""
        return any(not self.of(route).is_public or self.of(route).is_unverified for route in app.routes)

    def _judge(self, route: Route) -> Coverage:
        tries = [self._try(route, caller) for caller in (Caller.ANONYMOUS, Caller.FORGER)]
        if all(level == NEVER for level, _, _ in tries):
            return Coverage(Protection.PROTECTED, tries[0][1])
        anonymous, forger = (level for level, _, _ in tries)
        hidden = [u.reason for u in route.unresolved if not u.reason.startswith("a path")]
        if hidden and SURE in (anonymous, forger):
            return Coverage(Protection.UNKNOWN, reason=hidden[0])
        elsewhere = foreign_check(self._index.project, route)
        if SURE in (anonymous, forger) and elsewhere:
            return Coverage(Protection.UNKNOWN, reason=f"whether it refuses depends on `{elsewhere}`")
        if SURE in (anonymous, forger) and route.app is not None and route.app.is_fragment:
            reason = "nothing here refuses, and which application includes its router is not known"
            return Coverage(Protection.UNKNOWN, reason=reason, is_fragment=True)
        if SURE in (anonymous, forger):
            is_unverified = anonymous == NEVER
            reason = (
                "asks for credentials and never verifies them"
                if is_unverified
                else "nothing refuses a caller without credentials"
            )
            off = None if is_unverified else self._layers.off(route) or self._off(route)
            if off is not None:
                reason = f"`{off.guard}` would refuse, but is off by the default of `{off.switch.setting}`"
            return Coverage(Protection.PUBLIC, tries[0][1], reason=reason, is_unverified=is_unverified, off=off)
        doubts = next((doubts for level, _, doubts in tries if level == MAYBE), ())
        reason = (
            f"whether it refuses depends on `{doubts[0]}`"
            if doubts
            else "whether it refuses depends on what is not known"
        )
        return Coverage(Protection.UNKNOWN, tries[0][1] or tries[1][1], reason=reason)

    def _off(self, route: Route) -> SwitchedOff | None:
        """The dependency that would look at the caller's credentials if a setting were not at its default."""
        for dependency in route.left_out[:_MOST_LEFT_OUT]:
            switch = dependency.switch
            if switch is not None and self._without(switch.setting)._refuses(dependency):
                return SwitchedOff(dependency.name.rpartition(":")[2], switch)
        return None

    def _without(self, setting: str) -> AuthCoverage:
        """The same where an installation gives a setting some value of its own."""
        if setting not in self._elsewhere:
            self._elsewhere[setting] = other = copy(self)
            other._index, other._tried, other._filled = self._index.without(setting), {}, None
        return self._elsewhere[setting]

    def _where_filled(self) -> AuthCoverage:
        """The same where no setting is left empty: against an empty one no credentials are good."""
        if self._filled is None:
            self._filled = copy(self)
            self._filled._index, self._filled._tried = self._index.filled(), {}
        return self._filled

    def _refuses(self, dependency: Dependency) -> bool:
        """Whether a dependency may refuse whoever sends no credentials."""
        return self._dependency(dependency, Caller.ANONYMOUS, ())[0].level < SURE

    # -- one try -------------------------------------------------------------

    def _try(self, route: Route, caller: Caller) -> tuple[int, tuple[Step, ...], tuple[str, ...]]:
        """How sure the caller gets through, the evidence of his refusal, and what it hangs on."""
        level, evidence, doubts = SURE, (), ()  # type: tuple[int, tuple[Step, ...], tuple[str, ...]]
        middlewares = [each for app in (route.app, *route.inside) if app is not None for each in app.middleware]
        if len(middlewares) > _MOST_MIDDLEWARE:
            level, doubts = MAYBE, (f"middleware beyond the first {_MOST_MIDDLEWARE}",)
        for middleware in middlewares[:_MOST_MIDDLEWARE]:
            outcome, why = self._layers.through(middleware, route, caller)
            steps = attached(middleware.span, f"middleware `{middleware.name}`", outcome)
            outcome, why = where_it_is(middleware, route, outcome, why)
            if outcome.level == NEVER:
                return NEVER, steps, ()
            if outcome.level < level:
                level, evidence, doubts = outcome.level, steps, why
        values: dict[str, Value] = {}
        for dependency in route.dependencies:
            outcome, why = where_it_is(dependency, route, *self._dependency(dependency, caller, ()))
            if outcome.level == NEVER:
                return (
                    NEVER,
                    attached(dependency.span, f"{dependency.level} dependency `{dependency.name}`", outcome),
                    (),
                )
            values[dependency.parameter] = outcome.value
            if outcome.level < level:
                level, doubts = outcome.level, why
                evidence = attached(dependency.span, f"{dependency.level} dependency `{dependency.name}`", outcome)
        outcome, why = self._around(route, caller)
        if outcome.level < level:
            level, doubts, evidence = outcome.level, why, attached(route.span, "a decorator of the handler", outcome)
        if level == NEVER:
            return level, evidence, doubts
        outcome, why = self._handler(route, caller, values)
        if outcome.level < level and route.handler is not None:
            level, doubts = outcome.level, why
            evidence = attached(route.handler.span, f"the handler `{route.handler.ir.name}` itself", outcome)
        return level, evidence, doubts

    def _dependency(
        self, dependency: Dependency, caller: Caller, outer: tuple[str, ...]
    ) -> tuple[Outcome, tuple[str, ...]]:
        """The outcome of a dependency; `outer` are the scopes required around it.

        What it does itself counts for nothing where it treats good credentials alike; what it depends on has counted.
        """
        tried = self._tried_by(caller, dependency, outer)
        own, why = tried.own, tried.why
        if own.level < SURE and EXHAUSTED not in why and dependency.name not in GUARDS:
            same = self._tried_by(Caller.ANONYMOUS if caller is Caller.VALID else Caller.VALID, dependency, outer)
            if same.own.level == own.level == NEVER and not self._index.is_filled:
                return self._where_filled()._dependency(dependency, caller, outer)
            if same.own.level == own.level and (own.level == NEVER or set(why) == set(same.why)):
                own = of_all(own)
                why = why if own.level < SURE else ()
        return Outcome(min(tried.below, own.level), own.value, own.refusals), (*tried.doubts, *why)

    def _tried_by(self, caller: Caller, dependency: Dependency, outer: tuple[str, ...]) -> _Tried:
        scopes = (*outer, *dependency.scopes)
        key = (
            scopes,
            dependency.name,
            dependency.function,
            caller,
            repr(sorted(dependency.constants.items(), key=str)),
            dependency.scheme and dependency.scheme.auto_error,
        )
        if key not in self._tried:
            self._tried[key] = _Tried(Outcome(SURE))
            self._tried[key] = self._try_dependency(dependency, caller, scopes)
        return self._tried[key]

    def _try_dependency(self, dependency: Dependency, caller: Caller, scopes: tuple[str, ...]) -> _Tried:
        if dependency.name in self._declared or dependency.name.replace(":", ".") in self._declared:
            return _Tried(Outcome(SURE if caller is Caller.VALID else NEVER))
        if dependency.name in GUARDS:
            switch = GUARDS[dependency.name]
            is_off = switch == "!" or (switch and bool(dependency.constants.get(switch)))
            if caller is Caller.VALID:
                return _Tried(Outcome(SURE))
            return _Tried(Outcome(SURE, (Kind.NOTHING,)) if is_off else Outcome(NEVER))
        level, doubts = SURE, ()  # type: tuple[int, tuple[str, ...]]
        names: dict[str, Value] = {}
        for child in dependency.children:
            outcome, why = self._dependency(child, caller, scopes)
            if outcome.level == NEVER:
                return _Tried(Outcome(NEVER, refusals=outcome.refusals))
            if outcome.level < level:
                level, doubts = outcome.level, why
            if child.parameter:
                names[child.parameter] = outcome.value
        if dependency.function is None:
            outcome, why = of_library(dependency, caller, level)
            return _Tried(outcome, why, level, doubts)
        for parameter in dependency.parameters:
            value = sent_as(parameter, caller)
            if value is None:
                missing = Refused("?", parameter.span, f"`{parameter.alias}` is required")
                return _Tried(Outcome(NEVER, refusals=[missing]))
            is_scopes = parameter.annotation.rpartition(".")[2] == "SecurityScopes"
            names[parameter.name] = (Scopes(scopes),) if is_scopes else value
        outcome, why = self._run(dependency.function, names, dependency, caller)
        return _Tried(outcome, why, level, doubts)

    def _run(
        self, function: Function, names: dict[str, Value], dependency: Dependency | None, caller: Caller
    ) -> tuple[Outcome, tuple[str, ...]]:
        world = World(self._index, caller, is_handler=dependency is None)
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

    def _around(self, route: Route, caller: Caller) -> tuple[Outcome, tuple[str, ...]]:
        """What the decorators of the handler do; those that treat good credentials alike are about something else."""
        handler, least, doubts = route.handler, Outcome(SURE), ()  # type: Function | None, Outcome, tuple[str, ...]
        for decorator in handler.ir.decorators if handler is not None else ():
            written = decorator.func if isinstance(decorator, nodes.Call) else decorator
            if handler is not None and self._index.project.canonical(handler.module, written) in DECORATORS:
                return Outcome(SURE if caller is Caller.VALID else NEVER), ()
        for wrapper in route.wrappers:
            names: dict[str, Value] = {p.name: (Kind.REQUEST,) for p in wrapper.ir.parameters if p.name in REQUESTS}
            outcome, why = self._run(wrapper, names, None, caller)
            valid, valid_why = self._run(wrapper, names, None, Caller.VALID)
            is_alike = valid.level == outcome.level and (outcome.level == NEVER or set(why) == set(valid_why))
            is_about_callers = outcome.level == MAYBE and CHECKING_NAME.search(wrapper.qualname)
            if outcome.level < least.level and (is_about_callers or not is_alike):
                least, doubts = outcome, why
        return least, doubts

    def _handler(self, route: Route, caller: Caller, values: dict[str, Value]) -> tuple[Outcome, tuple[str, ...]]:
        function = route.handler
        if function is None:
            return Outcome(SURE), ()
        names = {name: NOTHING if value == (Known(None),) else value for name, value in values.items() if name}
        for parameter in route.parameters:
            if parameter.name not in names:
                value = sent_as(parameter, caller) if is_looked_at(function, parameter) else UNKNOWN
                if value is None:
                    return Outcome(
                        NEVER, refusals=[Refused("?", parameter.span, f"`{parameter.alias}` is required")]
                    ), ()
                names[parameter.name] = value
        if all(value == UNKNOWN for value in names.values()):
            return Outcome(SURE), ()
        outcome, why = self._run(function, names, None, caller)
        if outcome.level != NEVER and (caller is Caller.VALID or not checks_late(route, values, outcome)):
            return Outcome(SURE), ()  # what a handler makes hang on something else is its work, not its guard
        if caller is not Caller.VALID and self._handler(route, Caller.VALID, {})[0].level == NEVER:
            is_filled = self._index.is_filled
            return (Outcome(SURE), ()) if is_filled else self._where_filled()._handler(route, caller, values)
        if outcome.level == NEVER and _ISSUES.search(f"{route.path} {function.ir.name}"):
            return Outcome(SURE), ()  # a login refuses bad passwords, and is there for everyone
        return outcome, why
