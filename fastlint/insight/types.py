"""What an expression is: the classes that a value may belong to, by annotations, constructors and returns."""

from __future__ import annotations

from fastlint.insight.annotations import DEEPEST, NOTHING, TEXTS, Annotations, Type, Types, is_dispatched, unbracketed
from fastlint.insight.flow.assigned import Assigned
from fastlint.insight.flow.containers import chosen
from fastlint.insight.flow.displays import is_mapping
from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.library import Library
from fastlint.insight.flow.state import States
from fastlint.insight.flow.values import (
    Called,
    Changed,
    Choice,
    Closure,
    Computed,
    Constant,
    Entered,
    Free,
    Global,
    Input,
    Part,
    Record,
    Text,
    Value,
)
from fastlint.insight.remembered import Remembered
from fastlint.ir import nodes
from fastlint.model import Class, Function

__all__ = ["Type", "Types", "Typing"]

_YIELDING = frozenset(
    {"Iterator", "Iterable", "Generator", "AsyncIterator", "AsyncIterable", "AsyncGenerator", "Awaitable"}
)
_MANAGERS = frozenset({"contextlib.contextmanager", "contextlib.asynccontextmanager"})


class Typing:
    """Types of values. What cannot be told is an empty tuple."""

    def __init__(self, graphs: Graphs, library: Library) -> None:
        self.graphs = graphs
        self.library = library
        self.annotations = Annotations(graphs)
        self.states = States(graphs)
        self.assigned = Assigned(graphs)
        self._known = Remembered[Value, Types](lambda value: tuple(dict.fromkeys(self._of(value))), ())
        self._classes: dict[str, tuple[Class | str, ...]] = {}

    def of(self, value: Value) -> Types:
        """The types that `value` may have."""
        return self._known(value)

    def _of(self, value: Value) -> Types:
        match value:
            case Constant():
                return (Type(f"builtins.{type(value.value).__name__}"),)
            case Text():
                return (Type("builtins.str"),)
            case Record():
                return (Type("builtins.dict" if is_mapping(value) else "builtins.list"),)
            case Input():
                return self.of_parameter(value)
            case Choice():
                return tuple(t for option, _ in value.options for t in self.of(option))
            case Changed():
                return self.of(value.whole)
            case Entered():
                return self.of(value.context)
            case Global():
                return self._of_global(value)
            case Free():
                return self._of_free(value)
            case Part():
                return self._of_part(value)
            case Called():
                return self._of_call(value)
            case Computed(operator="/"):
                return self._of_division(value)
            case Closure(definition=Class()):
                assert isinstance(value.definition, Class)
                return (Type(f"{value.definition.module.name}.{value.definition.qualname}", of_class=True),)
        return ()

    def _of_division(self, value: Computed) -> Types:
        """What `/` gives: text can only be divided from a path, so its other side is one."""
        left, right = (self.of(operand) for operand in value.operands)
        return (Type("pathlib.Path"),) if Type("builtins.str") in right else left or right

    def of_parameter(self, value: Input) -> Types:
        """What a parameter's annotation, its place as `self`, or the dependency behind it says."""
        parameter, function = value.parameter, value.graph.function
        if parameter.annotation is not None:
            found = self.annotations.of(value.graph.module, parameter.annotation)
            if len(found) == 1 and self.annotations.is_foreign(found[0]):
                provider = self.annotations.provider(value)
                given = self._of_provided(provider) if provider is not None else ()
                return given if len(given) == 1 and self.annotations.is_foreign(given[0]) else found
            if found:
                return found
        owner = function.owner if function else None
        if owner and function and function.ir.parameters[:1] == (parameter,):
            name = f"{owner.module.name}.{owner.qualname}"
            decorators = {d.name for d in function.ir.decorators if isinstance(d, nodes.Ref)}
            return () if "staticmethod" in decorators else (Type(name, of_class="classmethod" in decorators),)
        if function and is_dispatched(function, parameter):
            return (Type("starlette.requests.Request"),)
        provider = self.annotations.provider(value)
        return self._of_provided(provider) if provider is not None else ()

    def _of_provided(self, provider: Value) -> Types:
        for kind in self.of(provider):
            if kind.of_class:
                return (Type(kind.name, kind.args),)
        return tuple(t for f in self.functions(provider) for t in self.of_result(f))

    def _of_global(self, value: Global) -> Types:
        dotted = self.graphs.follow(value.dotted)
        if self.graphs.project.class_(dotted):
            return (Type(dotted, of_class=True),)
        if not self.graphs.is_variable(dotted):
            owner, _, name = dotted.rpartition(".")
            if self.graphs.project.class_(owner) and not name[:1].isupper():
                return self.of_field(owner, name)
            return (Type(dotted, of_class=True),) if name[:1].isupper() else ()
        module, name = self.graphs.split(dotted)
        assert module is not None
        noted = self.graphs.annotation(module, name)
        if noted is not None:
            return self.annotations.of(module, noted)
        values = (*self.graphs.variable(dotted), *self.assigned.to_variable(module, name))
        return tuple(t for v in values for t in self.of(v))

    def _of_free(self, value: Free) -> Types:
        return tuple(t for v in self.graphs.free(value) for t in self.of(v))

    def _of_part(self, value: Part) -> Types:
        found: list[Type] = []
        for whole in self.of(value.whole):
            if value.is_attribute:
                found.extend(self.of_field(whole.name, str(value.key)))
            elif whole.args:
                found.extend(whole.args[-1])
            else:
                found.extend(self._of_library(whole.name, "[]"))
        others = () if found else self.states.of(value) or chosen(self.graphs, value)
        return tuple(found) or tuple(t for other in others for t in self.of(other))

    def of_field(self, cls: str, name: str) -> Types:
        """The types of attribute `name` of an instance of `cls`."""
        known = self._of_library(cls, f".{name}") or self._of_library(cls, ".*")
        if known:
            return known
        for line in self.lineage(cls):
            if isinstance(line, str):
                continue
            noted = self.graphs.field(line, name)
            if noted is not None:
                return self.annotations.of(line.module, noted)
            if name in line.methods and line.methods[name].is_property:
                return self.of_result(line.methods[name])
            own = f"{line.module.name}.{line.qualname}"
            values = (*self.graphs.stored(line, name), *self.assigned.to_attribute(own, name))
            stored = tuple(t for v in values for t in self.of(v))
            if stored:
                return stored
        return ()

    def _of_library(self, cls: str, member: str) -> Types:
        """What the tables say of a member of a library's class: `.name`, `.*` for any other, `[]` for an item."""
        names = (f"{line}{member}" for line in self.lineage(cls) if isinstance(line, str))
        return tuple(Type(self.library.returns[name]) for name in names if name in self.library.returns)[:1]

    def lineage(self, name: str) -> tuple[Class | str, ...]:
        """A class and its bases, nearest first: the project's as `Class`, a library's by dotted name."""
        found = self._classes.get(name)
        if found is None:
            found = self._classes[name] = tuple(self._lineage(name))
        return found

    def _lineage(self, name: str) -> dict[Class | str, None]:
        ordered: dict[Class | str, None] = {}
        waiting, seen = [name], {""}  # a base that is no plain name
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            cls = self.graphs.project.class_(current)
            ordered[cls or current] = None
            if cls is None:
                waiting.append(self.library.kin.get(current, ""))
            else:
                waiting += reversed(self._bases(cls))
        return ordered

    def _bases(self, cls: Class) -> list[str]:
        return [self.annotations.name(cls.module, unbracketed(base)) for base in cls.ir.bases]

    def is_kind(self, value: Value, names: frozenset[str]) -> bool:
        """Whether `value` may be an instance of one of the library classes `names`."""
        return any(line in names for t in self.of(value) if not t.of_class for line in self.lineage(t.name))

    def is_text(self, value: Value) -> bool:
        """Whether `value` may be text, in which `in` looks for a part and not for a member."""
        return any(t.name in TEXTS for t in self.of(value))

    def _of_call(self, value: Called) -> Types:
        if isinstance(value.function, Global) and value.function.dotted == "builtins.super":
            owner = value.graph.function.owner if value.graph.function is not None else None
            return tuple(Type(name) for name in self._bases(owner)) if owner is not None else ()
        for name in self.names(value):
            if name in self.library.returns:
                chosen_by = self.of(value.keywords["class_"]) if "class_" in value.keywords else ()
                named = (self.library.returns.get(f"{name}:{line}") for t in chosen_by for line in self.lineage(t.name))
                return (Type(next((m for m in named if m), self.library.returns[name])),)
        callee = self.of(value.function)
        made = tuple(Type(t.name, t.args) for t in callee if t.of_class)
        if made:
            return made
        known = tuple(t for kind in callee for t in self._of_library(kind.name, ".__call__"))
        if known:
            return known
        functions = self.functions(value.function)
        return tuple(t for f in functions for t in self.of_result(f))

    def names(self, value: Called) -> tuple[str, ...]:
        """The dotted names that what is called may have: of a library function, or `module.Class.method`."""
        function = value.function
        if isinstance(function, Global):
            dotted = self.graphs.follow(function.dotted)
            return (dotted, *self._inherited(dotted))
        if isinstance(function, Part) and function.is_attribute:
            lines = [line for t in self.of(function.whole) if t.name != NOTHING for line in self.lineage(t.name)]
            return tuple([f"{line}.{function.key}" for line in lines if isinstance(line, str)])
        return ()

    def _inherited(self, dotted: str) -> list[str]:
        """The names of what a class of the project has from a library's: `Item.model_validate` is pydantic's."""
        owner, _, name = dotted.rpartition(".")
        if self.graphs.project.class_(owner) is None:
            return []
        return [f"{line}.{name}" for line in self.lineage(owner) if isinstance(line, str)]

    def functions(self, callee: Value, depth: int = 0) -> list[Function]:
        """The project's functions that `callee` may be; calling a class is not one."""
        match callee:
            case Closure(definition=Function()):
                assert isinstance(callee.definition, Function)
                return [callee.definition]
            case Global():
                return self._functions_named(self.graphs.follow(callee.dotted), depth)
            case Part(is_attribute=True):
                methods = (self.method(t.name, str(callee.key)) for t in self.of(callee.whole))
                return [m for m in methods if m]
            case _ if depth < DEEPEST:
                return [f for option in self._options(callee, depth) for f in self.functions(option, depth + 1)]
        return []

    def _options(self, callee: Value, depth: int) -> list[Value]:
        """The values that one stands for, one of them at a time."""
        match callee:
            case Choice():
                return [option for option, _ in callee.options]
            case Free():
                return self.graphs.free(callee)
            case Called():
                made = [o.value for f in self.functions(callee.function, depth + 1) for o in self.graphs.of(f).returns]
                return [v for v in made if isinstance(v, (Closure, Global))] or chosen(self.graphs, callee)
        return chosen(self.graphs, callee)

    def _functions_named(self, dotted: str, depth: int) -> list[Function]:
        function = self.graphs.project.function(dotted)
        if function is not None:
            return [function]
        if self.graphs.is_variable(dotted):
            bound = self.graphs.variable(dotted) if depth < DEEPEST else []
            return [f for v in bound for f in self.functions(v, depth + 1)]
        owner, _, name = dotted.rpartition(".")
        method = self.method(owner, name) if self.graphs.project.class_(owner) else None
        return [method] if method else []

    def method(self, cls: str, name: str) -> Function | None:
        """The project's method that `name` is on an instance of `cls`."""
        lines = [line for line in self.lineage(cls) if isinstance(line, Class)]
        return next((line.methods[name] for line in lines if name in line.methods), None)

    def of_result(self, function: Function) -> Types:
        """What calling a project's function gives; what it yields when it is a dependency or context manager."""
        if function.ir.returns is not None:
            found = self.annotations.of(function.module, function.ir.returns)
            if len(found) == 1 and found[0].name.rpartition(".")[2] in _YIELDING and found[0].args:
                return found[0].args[0]
            return found
        graph = self.graphs.of(function)
        return tuple(t for o in (*graph.returns, *graph.yields) for t in self.of(o.value))
