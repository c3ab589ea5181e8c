"""What all activations of one trial share: the caller, the project, bounds, and what a name means."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from fastlint.insight.auth.atoms import UNKNOWN, Caller, Code, Known, Object, Value
from fastlint.insight.auth.libraries import APPLICATION_PATHS
from fastlint.ir import nodes
from fastlint.model import Class, Function, Module, Project, Span

_MOST_STEPS = 12_000
_MOST_STEPS_IN_HANDLER = 200
"""A handler that checks credentials itself does so before its work: the rest of its body is not tried."""
_MOST_BASES = 30
_EMPTY: Final[tuple[Value, ...]] = ((Known(None),), (Known(""),), (Known(b""),))


@dataclass(eq=False, repr=False)
class CodeIndex:
    """Look-ups over the project that are made once.

    `unset` is a setting whose default does not hold, "" for none; with `is_filled`, no setting is left empty.
    """

    project: Project
    outcomes: dict[tuple[object, ...], object] = field(default_factory=dict)
    unset: str = ""
    is_filled: bool = False

    def without(self, setting: str) -> CodeIndex:
        """The same where an installation gives a setting some value of its own."""
        other = copy(self)
        other.outcomes, other.unset = {}, setting
        return other

    def filled(self) -> CodeIndex:
        """The same where an installation gives every setting a value whose default is empty."""
        other = copy(self)
        other.outcomes, other.is_filled = {}, True
        return other

    @cached_property
    def methods(self) -> dict[str, list[Function]]:
        """Every method by its name, tests left out."""
        found: dict[str, list[Function]] = defaultdict(list)
        for function in self.project.functions:
            if function.owner is not None and not function.module.is_test:
                found[function.ir.name].append(function)
        return found

    @cached_property
    def _literals(self) -> dict[str, Value]:
        """Module-level names bound once to something literal, by dotted name, where nothing was evaluated."""
        found: dict[str, Value] = {}
        for module in self.project.modules.values():
            for statement in module.body.statements:
                if isinstance(statement, nodes.Assign) and statement.value is not None and not statement.operator:
                    literal = literal_value(statement.value)
                    for target in statement.targets:
                        if isinstance(target, nodes.Ref):
                            name = f"{module.name}.{target.name}"
                            found[name] = UNKNOWN if name in found or literal is None else (literal,)
        return found

    @cached_property
    def _assigned_later(self) -> frozenset[str]:
        """Module-level names that functions give another value, by dotted name."""
        return frozenset(
            f"{function.module.name}.{target.name}"
            for function in self.project.functions
            for statement in function.body.statements
            if isinstance(statement, nodes.Assign)
            for target in statement.targets
            if isinstance(target, nodes.Ref) and target.target.startswith("@")
        )

    @cached_property
    def left_empty(self) -> frozenset[str]:
        """Attributes of a `state` that code gives None: they are there whoever the caller is."""
        return frozenset(
            target.name
            for function in self.project.functions
            for statement in function.body.statements
            if isinstance(statement, nodes.Assign)
            and isinstance(statement.value, nodes.Literal)
            and statement.value.value is None
            for target in statement.targets
            if isinstance(target, nodes.Attribute) and getattr(target.value, "name", "") == "state"
        )

    def constant(self, dotted: str) -> Value:
        """What a dotted name is under the default configuration."""
        if dotted in self._assigned_later or dotted.rpartition(".")[2] == self.unset:
            return UNKNOWN
        is_constant = dotted in self.project.constants
        value = (Known(self.project.constants[dotted]),) if is_constant else self._literals.get(dotted, UNKNOWN)
        return UNKNOWN if self.is_filled and value in _EMPTY else value

    def lineage(self, cls: Class) -> list[Class]:
        """A class and its bases of the project, nearest first."""
        found: list[Class] = []
        waiting = [cls]
        while waiting and len(found) < _MOST_BASES:
            current = waiting.pop(0)
            if current in found:
                continue
            found.append(current)
            for base in current.ir.bases:
                written = base.value if isinstance(base, nodes.Subscript) else base
                known = self.project.class_(self.project.canonical(current.module, written))
                if known is not None:
                    waiting.append(known)
        return found

    def foreign_bases(self, cls: Class) -> list[str]:
        """The dotted names of the bases of a class, and of its bases, that other packages define."""
        written = ((line, base) for line in self.lineage(cls) for base in line.ir.bases)
        names = (self.project.canonical(line.module, base) for line, base in written)
        return [name for name in names if self.project.class_(name) is None]

    def fields(self, cls: Class) -> list[str]:
        """The annotated attributes of a class and its bases, in the order in which a dataclass takes them."""
        names: dict[str, None] = {}
        for line in reversed(self.lineage(cls)):
            for statement in line.ir.body:
                if isinstance(statement, nodes.Assign) and statement.annotation is not None:
                    names.update(dict.fromkeys(t.name for t in statement.targets if isinstance(t, nodes.Ref)))
        return list(names)

    def typed(self, function: Function, name: str) -> Value:
        """What a parameter's annotation says of its value: an instance of a class of the project, or nothing."""
        for parameter in function.ir.parameters:
            if parameter.name == name and parameter.annotation is not None:
                noted = parameter.annotation
                if isinstance(noted, nodes.Subscript) and isinstance(noted.index, nodes.Sequence) and noted.index.items:
                    noted = noted.index.items[0]
                cls = self.project.class_(self.project.canonical(function.module, noted))
                if cls is not None:
                    return (Object(cls, {}),)
        return UNKNOWN

    def method(self, cls: Class, name: str) -> Function | None:
        """The method `name` of a class or of its bases."""
        return next((line.methods[name] for line in self.lineage(cls) if name in line.methods), None)


def is_stub(function: Function) -> bool:
    """Whether a method only says that there is one: what it does is said in the classes that have it in earnest.

    One that does nothing is none: it may be there to let everyone through.
    """
    if any(getattr(decorator, "name", "") == "abstractmethod" for decorator in function.ir.decorators):
        return True
    match function.ir.body[-1:]:
        case (nodes.Raise(value=raised),):
            raised = raised.func if isinstance(raised, nodes.Call) else raised
            return isinstance(raised, nodes.Ref) and raised.name == "NotImplementedError"
        case (nodes.Evaluate(value=nodes.Ref(name="...")),):
            return True
    return False


def literal_value(expression: nodes.Expr) -> Known | None:
    """A literal, or a list, tuple or set of literals, as a constant."""
    if isinstance(expression, nodes.Literal):
        return Known(expression.value)
    if isinstance(expression, nodes.Sequence):
        items = [literal_value(item) for item in expression.items]
        if all(item is not None for item in items):
            return Known(tuple(item.value for item in items if item is not None))
    return None


@dataclass(eq=False, repr=False)
class World:
    """One trial. `path` and `method` are the route's, if there is one, and `root_path` is where the app is mounted that
    has the middleware; `doubts` are the tests that nothing decides.

    `noticed` holds "route" once code asked for either (what did not is the same for every route), and "passed"
    once middleware handed the request on; `passed` tells by which call, and how sure it is reached. `levels` are those
    of the statements that run, outermost first. `reached` is the place, among those that run, of the outermost function
    that what was tried since hangs on: one that calls itself is not entered again, and nothing is below a depth.
    `is_asked` says that code asked for something of the caller's; with `is_any_route`, nothing is known of the route.
    """

    index: CodeIndex
    caller: Caller
    path: str = ""
    method: str = ""
    root_path: str | None = None
    doubts: list[tuple[Span, str]] = field(default_factory=list)
    running: list[nodes.Function] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    passed: dict[int, int] = field(default_factory=dict)
    reached: int = 0
    steps: int = 0
    noticed: set[str] = field(default_factory=set)
    is_handler: bool = False
    is_cut: bool = False
    is_asked: bool = False
    is_any_route: bool = False
    is_middleware: bool = False

    @property
    def project(self) -> Project:
        """What is tried: the project that the index was made of."""
        return self.index.project

    @property
    def is_exhausted(self) -> bool:
        """Whether the bound on steps was reached, or credentials were handed on deeper than is followed."""
        return self.is_cut or self.steps > (_MOST_STEPS_IN_HANDLER if self.is_handler else _MOST_STEPS)

    def asked(self) -> Caller:
        """The caller, whom code asks for something."""
        self.is_asked = True
        return self.caller

    def of_route(self, name: str) -> Value | None:
        """The route's path, method or mount as the request tells it to middleware; None elsewhere."""
        self.noticed.add("route")
        if self.is_any_route:
            return None
        told = {"path": self.path or None, "root_path": self.root_path, "method": self.method or None}[name]
        return (Known(told),) if told is not None else None

    def of_application(self, name: str) -> Value:
        """What a name is that nothing else tells of: where FastAPI has its own pages, to whoever knows the path."""
        path = APPLICATION_PATHS.get(name.lower()) if self.path else None
        return (Known(path),) if path is not None else UNKNOWN

    def hand_on(self, node: nodes.Call) -> None:
        """Middleware hands the request on, here."""
        self.noticed.add("passed")
        self.passed[id(node)] = max(self.passed.get(id(node), 0), min(self.levels))

    def step(self) -> None:
        """Count one statement."""
        self.steps += 1

    def named(self, module: Module, expression: nodes.Expr) -> Value:
        """What a name of the module's scope stands for."""
        dotted = self.project.canonical(module, expression)
        if not dotted:
            return UNKNOWN
        code = self.project.function(dotted) or self.project.class_(dotted)
        if code is not None:
            return (Code(code),)
        made = self.project.class_(self.project.instances.get(dotted, ""))
        return (Object(made, {}),) if made is not None else self.index.constant(dotted)
