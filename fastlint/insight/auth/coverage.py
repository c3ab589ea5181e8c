"""The verdict on each route: protected, public or unknown, with the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import replace

from fastlint.finding import Step
from fastlint.insight import insight
from fastlint.insight.auth.atoms import NOTHING, UNKNOWN, Caller, Kind, Known, Value
from fastlint.insight.auth.callers import REQUESTS
from fastlint.insight.auth.dependencies import Dependencies
from fastlint.insight.auth.foreign import foreign_check, is_guard
from fastlint.insight.auth.given import attached, checks_late, is_looked_at, sent_as, where_it_is
from fastlint.insight.auth.layers import Layers
from fastlint.insight.auth.libraries import CHECKING_NAME, DECORATORS, ENVIRONMENT
from fastlint.insight.auth.protection import Coverage, Protection, SwitchedOff
from fastlint.insight.auth.rights import roles, scopes
from fastlint.insight.auth.trial import MAYBE, NEVER, SURE, Outcome, Refused
from fastlint.insight.auth.world import CodeIndex
from fastlint.insight.declared import Declared
from fastlint.ir import nodes
from fastlint.model import App, Project, Route

_ISSUES = re.compile(
    r"log_?in|sign_?in|sign_?up|/token|callback|oauth|authorize|register|reset|verify|refresh|logout|webhook",
    re.IGNORECASE,
)
_MOST_MIDDLEWARE = 50
_MOST_LEFT_OUT = 20


@insight
class AuthCoverage:
    """Protection of every route, found by trying it: without credentials, and with made-up ones."""

    def __init__(self, project: Project, declared: Declared) -> None:
        self._index = CodeIndex(project)
        self._declared = frozenset(declared.auth_dependencies)
        self._known: dict[Route, Coverage] = {}
        self._dependencies = Dependencies(self._index, self._declared)
        self._layers = Layers(self._index)
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
        if forger == SURE != anonymous and self._try(route, Caller.BEHIND_PROXY)[0] < SURE:
            reason = "a header that proxies set names the caller: whether there is one is not known"
            return Coverage(Protection.UNKNOWN, tries[0][1], reason=reason)
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
            if switch is None:
                continue
            tried = self._dependencies.without(switch.setting)
            if tried.outcome(dependency, Caller.ANONYMOUS, route)[0].level < SURE:
                return SwitchedOff(dependency.name.rpartition(":")[2], switch)
        return None

    def _where_filled(self) -> AuthCoverage:
        """The same for handlers where no setting is left empty: against an empty one no credentials are good."""
        if self._filled is None:
            self._filled = copy(self)
            self._filled._index = self._index.filled()
            self._filled._dependencies = self._dependencies.where_filled()
        return self._filled

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
            outcome, why = where_it_is(dependency, route, *self._dependencies.outcome(dependency, caller, route))
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

    def _around(self, route: Route, caller: Caller) -> tuple[Outcome, tuple[str, ...]]:
        """What the decorators of the handler do; those that treat good credentials alike are about something else."""
        handler, least, doubts = route.handler, Outcome(SURE), tuple[str, ...]()
        for decorator in handler.ir.decorators if handler is not None else ():
            written = decorator.func if isinstance(decorator, nodes.Call) else decorator
            if handler is not None and self._index.project.canonical(handler.module, written) in DECORATORS:
                return Outcome(SURE if caller is Caller.VALID else NEVER), ()
        for wrapper in route.wrappers:
            names: dict[str, Value] = {p.name: (Kind.REQUEST,) for p in wrapper.ir.parameters if p.name in REQUESTS}
            outcome, why = self._dependencies.handled(wrapper, names, caller)
            valid, valid_why = self._dependencies.handled(wrapper, names, Caller.VALID)
            is_alike = valid.level == outcome.level and (outcome.level == NEVER or set(why) == set(valid_why))
            is_set = bool(why) and all(map(ENVIRONMENT.match, why))
            is_about_callers = outcome.level == MAYBE and CHECKING_NAME.search(wrapper.qualname) and not is_set
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
        outcome, why = self._dependencies.handled(function, names, caller)
        if outcome.level != NEVER and (caller is Caller.VALID or not checks_late(route, values, outcome)):
            return Outcome(SURE), ()  # what a handler makes hang on something else is its work, not its guard
        if caller is not Caller.VALID and self._handler(route, Caller.VALID, {})[0].level == NEVER:
            is_filled = self._index.is_filled
            return (Outcome(SURE), ()) if is_filled else self._where_filled()._handler(route, caller, values)
        if outcome.level == NEVER and _ISSUES.search(f"{route.path} {function.ir.name}"):
            return Outcome(SURE), ()  # a login refuses bad passwords, and is there for everyone
        return outcome, why
