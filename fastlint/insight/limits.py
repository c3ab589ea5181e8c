"""Which routes are covered by a rate limit, and by what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastlint.insight import insight
from fastlint.insight.declared import Declared
from fastlint.insight.flow import Library
from fastlint.insight.reach import Reach
from fastlint.ir import nodes
from fastlint.model import Dependency, Function, Middleware, Project, Route


@dataclass(frozen=True, eq=False)
class Limiters:
    """What rate limiting looks like: the form in which a rule pack tells about libraries. Data only.

    `names` matches last names of decorators, dependencies, middleware and functions that limit, `refusals` words in
    the code of those that a project writes itself, `locks` words in code that counts failed logins. `middleware` are
    dotted names of library classes; those in `needs_defaults` limit nothing unless a call of `makers` is given one of
    `defaults`.
    """

    library: Library
    names: re.Pattern[str]
    refusals: re.Pattern[str]
    locks: re.Pattern[str]
    middleware: frozenset[str]
    needs_defaults: frozenset[str]
    makers: frozenset[str]
    defaults: frozenset[str]


DEFAULT_LIMITS = "the default limits"
"""What limits a route of which nothing else is said: mostly far too wide for a login."""


@insight
class LimiterCoverage:
    """Rate limits by decorator, dependency, middleware, and in the code of handlers."""

    def __init__(self, project: Project, declared: Declared, reach: Reach) -> None:
        self._project = project
        self._declared = frozenset(declared.limiters)
        self._reach = reach
        self._with_defaults: dict[Limiters, bool] = {}

    def of(self, route: Route, limiters: Limiters) -> str:
        """What limits `route`, the most particular first; `DEFAULT_LIMITS` for those of all routes, "" for nothing."""
        return next(self._limits(route, limiters), "")

    def _limits(self, route: Route, limiters: Limiters) -> Iterator[str]:
        for decorator in route.handler.ir.decorators if route.handler is not None else ():
            name = self._named(route, decorator)
            if self._is_limiting(name, limiters):
                yield f"decorator `{name}`"
        for dependency in route.effective():
            if self._is_limiting_dependency(dependency, limiters):
                yield f"dependency `{dependency.name}`"
        if route.handler is not None and self._refuses(route.handler, limiters):
            yield f"the handler `{route.handler.ir.name}` itself"
        for app in (route.app, *route.inside):
            for middleware in app.middleware if app is not None else ():
                if _is_general(middleware, limiters):
                    if self.has_defaults(limiters):
                        yield DEFAULT_LIMITS
                elif self._is_limiting_middleware(middleware, limiters):
                    yield f"middleware `{middleware.name}`"

    def _named(self, route: Route, decorator: nodes.Expr) -> str:
        callee = decorator.func if isinstance(decorator, nodes.Call) else decorator
        trail = []
        while isinstance(callee, nodes.Attribute):
            trail.append(callee.name)
            callee = callee.value
        return ".".join([callee.name if isinstance(callee, nodes.Ref) else "", *reversed(trail)])

    def _is_limiting(self, name: str, limiters: Limiters) -> bool:
        dotted = name.replace(":", ".")
        return dotted in self._declared or any(limiters.names.search(part) for part in dotted.split(".")[-2:])

    def _is_limiting_dependency(self, dependency: Dependency, limiters: Limiters) -> bool:
        if self._is_limiting(dependency.name, limiters):
            return True
        return dependency.function is not None and self._refuses(dependency.function, limiters)

    def _is_limiting_middleware(self, middleware: Middleware, limiters: Limiters) -> bool:
        dotted = middleware.name.replace(":", ".")
        if dotted in limiters.middleware or self._is_limiting(middleware.name, limiters):
            return True
        return middleware.function is not None and self._refuses(middleware.function, limiters)

    def _refuses(self, function: Function, limiters: Limiters) -> bool:
        return any(limiters.refusals.search(word) for word in self._reach.words(function, limiters.library))

    def has_locks(self, limiters: Limiters) -> bool:
        """Whether something in the project counts failed logins, wherever that is."""
        functions = (f for f in self._project.functions if not f.module.is_test)
        return any(limiters.locks.search(word) for f in functions for word in self._reach.own_words(f))

    def has_defaults(self, limiters: Limiters) -> bool:
        """Whether some limiter of the project is made with limits for every route."""
        if limiters not in self._with_defaults:
            self._with_defaults[limiters] = any(self._makes_defaults(call, limiters) for call in self._made(limiters))
        return self._with_defaults[limiters]

    def _made(self, limiters: Limiters) -> Iterator[nodes.Call]:
        for module in self._project.modules.values():
            for body in module.bodies if not module.is_test else ():
                for call in body.calls:
                    if self._project.canonical(module, call.func) in limiters.makers:
                        yield call

    def _makes_defaults(self, call: nodes.Call, limiters: Limiters) -> bool:
        return any(keyword.name in limiters.defaults or not keyword.name for keyword in call.keywords)


def _is_general(middleware: Middleware, limiters: Limiters) -> bool:
    dotted = middleware.name.replace(":", ".")
    return dotted in limiters.needs_defaults or dotted.rpartition(".")[2] in limiters.needs_defaults
