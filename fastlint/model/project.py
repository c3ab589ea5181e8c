"""Everything fastlint knows of one codebase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from fastlint.ir import nodes
from fastlint.model.application import App, Route, Router, Unresolved
from fastlint.model.code import Class, Function, Module
from fastlint.model.names import STARRED
from fastlint.source.imports import CHOOSING

_MOST_HOPS = 20


@dataclass(eq=False, repr=False)
class Project:
    """All modules, linked. Order everywhere is by path, then by place, so that two runs agree.

    `constants` holds, by dotted name, what is literal under the default configuration: module-level names and
    the defaults of settings. `instances` holds the class of each module-level instance.
    """

    modules: dict[str, Module]
    apps: list[App] = field(default_factory=list)
    routers: list[Router] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    fastapi_version: tuple[int, ...] = ()
    constants: dict[str, object] = field(default_factory=dict)
    instances: dict[str, str] = field(default_factory=dict)

    @property
    def routes(self) -> Iterator[Route]:
        """Every route of every app."""
        for app in self.apps:
            yield from app.routes

    @property
    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones included."""
        for module in self.modules.values():
            yield from module.functions

    @cached_property
    def served(self) -> frozenset[str]:
        """The names of the modules that the app's own lead to by imports: what lies elsewhere answers no request.

        All of them where there is no app, or where one chooses at run time what it imports.
        """
        waiting = [app.module for app in self.apps if not app.module.is_test]
        found = {module.name for module in waiting}
        while waiting:
            module = waiting.pop()
            if any(not body.names.isdisjoint(CHOOSING) for body in module.bodies):
                return frozenset(self.modules)
            new = {self.modules[name] for written in module.ir.imports for name in self._loaded(module, written)}
            waiting += [each for each in new if each.name not in found]
            found |= {each.name for each in new}
        return frozenset(found or self.modules)

    def _loaded(self, module: Module, written: str) -> Iterator[str]:
        """The modules of the project that an import of a dotted name loads, its packages included."""
        dotted = module.absolute(written)
        while dotted:
            if dotted in self.modules:
                yield dotted
            dotted = dotted.rpartition(".")[0]

    @cached_property
    def _followed(self) -> dict[str, str]:
        return {}

    @cached_property
    def _canonical(self) -> dict[int, tuple[nodes.Expr, str]]:
        return {}

    @cached_property
    def _targets(self) -> dict[tuple[str, str], str]:
        return {}

    @cached_property
    def _functions(self) -> dict[str, Function]:
        return {f"{f.module.name}.{f.qualname}": f for f in self.functions}

    @cached_property
    def _classes(self) -> dict[str, Class]:
        return {f"{c.module.name}.{c.qualname}": c for m in self.modules.values() for c in m.classes}

    @cached_property
    def _bindings(self) -> dict[str, dict[str, str]]:
        """Module name -> what its imports bind at top level, as absolute names."""
        return {name: _imported(module) for name, module in self.modules.items()}

    def uses(self, packages: Iterable[str]) -> bool:
        """Whether a module of the project imports one of `packages`, or a part of it, at its top level."""
        wanted = frozenset(packages)
        targets = (target for bindings in self._bindings.values() for target in bindings.values())
        return any(target.partition(".")[0] in wanted for target in targets)

    def canonical(self, module: Module, expression: nodes.Expr | None) -> str:
        """The dotted name that `expression` stands for, through imports and re-exports; "" when it is no plain name.

        `text` gives "sqlalchemy.text" however it was imported, also by way of another module of the project.
        """
        if isinstance(expression, nodes.Ref):
            return self._named(module, expression.target) if expression.target else ""
        if not isinstance(expression, nodes.Attribute):
            return ""
        known = self._canonical.get(id(expression))
        if known is None:  # kept together with its name: no other will have its identity
            known = self._canonical[id(expression)] = expression, self._canonical_of(module, expression)
        return known[1]

    def _canonical_of(self, module: Module, expression: nodes.Expr) -> str:
        trail: list[str] = []
        while isinstance(expression, nodes.Attribute):
            trail.append(expression.name)
            expression = expression.value
        if not isinstance(expression, nodes.Ref) or not expression.target:
            return ""
        return self.follow(".".join([module.absolute(expression.target), *reversed(trail)]))

    def _named(self, module: Module, target: str) -> str:
        found = self._targets.get((module.name, target))
        if found is None:
            found = self._targets[module.name, target] = self.follow(module.absolute(target))
        return found

    def follow(self, dotted: str) -> str:
        """The name that an absolute dotted name ends at, once the project's re-exports are followed."""
        found = self._followed.get(dotted)
        if found is None:
            found = self._followed[dotted] = self._follow(dotted)
        return found

    def _follow(self, dotted: str) -> str:
        for _ in range(_MOST_HOPS):
            owner, name = self._split(dotted)
            if owner is None:
                return dotted
            first, _, rest = name.partition(".")
            bound = self._bindings[owner]
            target = bound.get(first) or self._starred(owner, first)
            if not target or target == f"{owner}.{first}":
                return dotted
            dotted = f"{target}.{rest}" if rest else target
        return dotted

    def imports(self, module: Module) -> dict[str, str]:
        """What a module's imports bind at its top level, as absolute names."""
        return self._bindings[module.name]

    def holds(self, dotted: str) -> bool:
        """Whether a dotted name lies in a module of the project, and not in one of its packages that was left out."""
        owner, rest = self._split(dotted)
        if owner is None:
            return False
        first, dot, _ = rest.partition(".")
        is_package = self.modules[owner].path.endswith("__init__.py")
        return not (is_package and dot) or first in self._bindings[owner] or f"{owner}.{first}" in self.instances

    def _split(self, dotted: str) -> tuple[str | None, str]:
        """The longest module of the project that `dotted` begins with, and the rest."""
        owner = dotted
        while owner:
            owner, _, _ = owner.rpartition(".")
            if owner in self.modules:
                return owner, dotted[len(owner) + 1 :]
        return None, dotted

    def _starred(self, owner: str, name: str) -> str:
        for star in self._bindings[owner].get("*", "").split():
            if star in self.modules and (
                name in self._bindings[star] or f"{star}.{name}" in self._functions or f"{star}.{name}" in self._classes
            ):
                return f"{star}.{name}"
            if name in STARRED.get(star, ()):
                return f"{star}.{name}"
        return ""

    def function(self, dotted: str) -> Function | None:
        """The project's function with that canonical name."""
        return self._functions.get(dotted)

    def class_(self, dotted: str) -> Class | None:
        """The project's class with that canonical name."""
        return self._classes.get(dotted)


def _imported(module: Module) -> dict[str, str]:

    found: dict[str, str] = {}
    stars: list[str] = []
    for statement in module.body.statements:
        if isinstance(statement, nodes.Import):
            for local, target in statement.names:
                if local == "*":
                    stars.append(module.absolute(target))
                else:
                    found.setdefault(local, module.absolute(target))
    found["*"] = " ".join(stars)
    return found
