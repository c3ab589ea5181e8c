"""The evaluator: runs the code that builds the app, symbolically, within bounds.

It holds what the parts share: modules and their state, the bounds, the conditions under which code runs,
and what was met that could not be understood. `expressions`, `statements`, `calls` and `definitions` do the work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from fastlint.ir import nodes
from fastlint.ir.walk import statements_in
from fastlint.link import calls, expressions, statements
from fastlint.link.frames import (
    FEWEST_STEPS_IN_CALL,
    MOST_STEPS,
    MOST_STEPS_IN_CALL,
    MOST_STEPS_IN_CALLS,
    STEPS_IN_CALLS,
    Frame,
    LeftOut,
    OutOfBounds,
)
from fastlint.link.modules import ModuleIndex, relative_to
from fastlint.link.values import External, Instance, ModuleState, ModuleValue, Scope, Unknown, Value
from fastlint.link.writes import Writes
from fastlint.model import Module, Switch, Unresolved
from fastlint.model.names import canonical_external

_MOST_TURNS = 20


class Evaluator:
    """Evaluates modules on demand; `made` lists every app and router in the order they were made."""

    # The parts below reach these through the evaluator, which spares them imports in a circle.
    call = calls.call
    evaluate = expressions.evaluate
    execute = statements.execute

    def __init__(self, modules: Mapping[str, Module], index: ModuleIndex) -> None:
        self.index = index
        self.by_path = modules
        self.states = {path: ModuleState(module, Scope({})) for path, module in modules.items()}
        self.made: dict[int, Instance] = {}
        self.unresolved: list[Unresolved] = []
        self.conditions: list[str] = []
        self.called: set[int] = set()
        self.endpoints: set[int] = set()
        self.early: set[int] = set()
        self.endless: set[int] = set()
        self._spent: dict[int, int] = {}
        self.lifespans: list[Value] = []
        self.left_out: list[LeftOut] = []
        self._skipped: Counter[int] = Counter()
        self.writes = Writes()
        self.asked: set[int] = set()
        self.steps = 0
        self._limit = MOST_STEPS
        self._is_done = False
        self._inside = 0
        self._set_apart = 0
        self._asked: list[tuple[str, str]] = []
        self._said: set[tuple[object, str]] = set()

    # -- bounds ------------------------------------------------------------

    def step(self) -> None:
        """Count one step; raises OutOfBounds beyond the bound."""
        self.steps += 1
        if self.steps > self._limit and (self._inside or not self._is_done):
            raise OutOfBounds

    def check_bound(self) -> None:
        """Raise OutOfBounds again when it is the run's own bound that was reached."""
        if self.steps > MOST_STEPS and not self._is_done:
            raise OutOfBounds

    def give_up(self, function: nodes.Function | nodes.Lambda, steps: int) -> None:
        """Do not try a function again that took all steps that it may, and these were many."""
        if steps >= FEWEST_STEPS_IN_CALL:
            self.endless.add(id(function))

    def charge(self, function: nodes.Function | nodes.Lambda, steps: int) -> None:
        """Count what calls of a function at the top level of modules take: too much together is endless as well."""
        if not self._inside:
            self._spent[id(function)] = self._spent.get(id(function), 0) + steps
            if self._spent[id(function)] > MOST_STEPS_IN_CALLS:
                self.endless.add(id(function))

    def finish(self) -> None:
        """All code has run. Defaults and annotations are still evaluated; a call beyond a new bound is Unknown."""
        self.steps, self._is_done = 0, True

    @contextmanager
    def bounded(self) -> Iterator[None]:
        """Allow inside as many further steps as one call may take: of what its caller may, half of what is left."""
        outer = self._limit
        left = (outer - self.steps) // 2 if self._inside else (STEPS_IN_CALLS - self.steps) // 8
        self._limit = min(outer, self.steps + max(FEWEST_STEPS_IN_CALL, min(left, MOST_STEPS_IN_CALL)))
        self._inside += 1
        try:
            yield
        finally:
            self._limit = outer
            self._inside -= 1

    @contextmanager
    def _apart(self) -> Iterator[None]:
        """Run a module as if no call had imported it: what it takes is not taken from what the call may."""
        if not self._inside:
            yield
            return
        begun, limit, inside = self.steps, self._limit, self._inside
        self._limit, self._inside = MOST_STEPS - self._set_apart, 0
        try:
            yield
        finally:
            self._set_apart += self.steps - begun
            self.steps, self._limit, self._inside = begun, limit, inside

    @contextmanager
    def asking(self, value: Value) -> Iterator[None]:
        """What runs inside looks for what `value` does not have itself."""
        self.asked.add(id(value))
        try:
            yield
        finally:
            self.asked.discard(id(value))

    @contextmanager
    def under(self, condition: str) -> Iterator[None]:
        """Everything registered inside exists only under `condition`; none when it is empty."""
        if condition:
            self.conditions.append(condition)
        try:
            yield
        finally:
            if condition:
                self.conditions.pop()

    def leave_out(self, frame: Frame, body: tuple[nodes.Stmt, ...], switch: Switch | None) -> None:
        """Note statements that do not run because of a setting; of loops and frequent calls, the first turns tell."""
        if body and switch is not None:
            self._skipped[id(body[0])] += 1
            if self._skipped[id(body[0])] <= _MOST_TURNS:
                self.left_out.append(LeftOut(frame, body, switch))

    def say(self, frame: Frame, node: nodes.Node | None, reason: str) -> None:
        """Note something of the application that could not be understood, once."""
        span = frame.module.span(node) if node is not None else None
        if (span, reason) not in self._said:
            self._said.add((span, reason))
            self.unresolved.append(Unresolved(span, reason))

    # -- modules -----------------------------------------------------------

    def run(self, path: str) -> ModuleState:
        """Evaluate the file's top level, once; a module that is being evaluated is returned as it stands."""
        state = self.states[path]
        if state.is_started:
            return state
        state.is_started = state.is_running = True
        body = state.module.ir.body
        for statement in statements_in(body):
            if isinstance(statement, (nodes.Function, nodes.Class)):
                state.pending.setdefault(statement.name, statement)
            elif isinstance(statement, nodes.Import):
                state.imports.update(dict(statement.names))
        conditions, self.conditions = self.conditions, []
        try:
            with self.writes.certain(), self._apart():
                self.execute(Frame(state, state.scope), body)
        except OutOfBounds:
            self.check_bound()
            self.say(Frame(state, state.scope), None, "the module takes more steps than the bound allows")
        finally:
            self.conditions = conditions
            state.is_running = False
        return state

    def module(self, importer: Module, dotted: str) -> ModuleState | None:
        """The project's module that an absolute dotted name means in `importer`, evaluated."""
        path = self.index.resolve(importer.path, dotted)
        return self.run(path) if path in self.states else None

    def relative(self, importer: Module, base: str) -> ModuleState | None:
        """The module at a path without ending, as relative imports name it."""
        for path in (f"{base}/__init__.py", f"{base}.py"):
            if path in self.states:
                return self.run(path)
        return None

    def member(self, state: ModuleState, name: str) -> Value | None:
        """What `from module import name` gives, None when nothing is known of it."""
        found = state.scope.names.get(name)
        if found is None and name in state.pending:
            definition = state.pending.pop(name)
            self.execute(Frame(state, state.scope), (definition,))
            self.early.add(id(definition))
            found = state.scope.names.get(name)
        if found is None and name in state.imports:
            found = self._early_import(state, name)
        if found is None and state.module.is_package:
            folder = state.module.path.rpartition("/")[0]
            inner = self.relative(state.module, f"{folder}/{name}" if folder else name)
            found = ModuleValue(inner) if inner else None
        if found is None:
            found = self._provided(state, name)
        return found

    def _early_import(self, state: ModuleState, name: str) -> Value | None:
        """A name that a running module imports further down; it may be asked for again on the way, not for ever."""
        asked = (state.module.path, name)
        if self._asked.count(asked) > 1:
            return None
        self._asked.append(asked)
        try:
            return self.imported(Frame(state, state.scope), state.imports[name])
        finally:
            self._asked.remove(asked)

    def _provided(self, state: ModuleState, name: str) -> Value | None:
        """What a module's own `__getattr__` gives; a static reader does not know."""
        if "__getattr__" in state.scope.names:
            return Unknown(f"`{name}` comes from the `__getattr__` of {state.module.name}")
        return None

    def locate(self, importer: Module, dotted: str) -> ModuleState | None:
        """The evaluated module that a dotted name, relative or absolute, means in `importer`."""
        if dotted.startswith("."):
            return self.relative(importer, relative_to(importer.path, dotted))
        return self.module(importer, dotted)

    def imported(self, frame: Frame, target: str) -> Value:
        """The value that one imported name stands for; External when no file of the project defines it."""
        module = frame.module
        parent, _, name = target.rpartition(".")
        if target.startswith(".") and (not parent or parent.endswith(".")):
            parent += "."
        owner = self.locate(module, parent) if parent else None
        if owner is not None:
            member = self.member(owner, name)
            if member is not None:
                return member
        found = self.locate(module, target)
        if found is not None:
            return ModuleValue(found)
        if owner is not None:
            return Unknown(f"`{owner.module.name}` has no `{name}`", module)
        return External(canonical_external(module.absolute(target)))
