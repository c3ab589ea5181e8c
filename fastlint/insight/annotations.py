"""Annotations -> types, through aliases in other modules."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.values import Input, Value
from fastlint.ir import nodes
from fastlint.model import Function, Module

DEEPEST = 8
_MOST_PARTS = 1_000
"""How many parts of one annotation are read: aliases of aliases have more of them than can be counted."""

NOTHING = "builtins.NoneType"
"""What a variable is before it is given its value: no type to go by."""

TEXTS = frozenset({"builtins.str", "builtins.bytes"})
_WRAPPERS = frozenset(
    {"typing.Annotated", "typing.Optional", "typing.Final", "typing.ClassVar", "typing.Required", "typing.NotRequired"}
)
_UNIONS = frozenset({"typing.Union"})
_INJECTORS = frozenset({"fastapi.Depends", "fastapi.Security"})


class Type(msgspec.Struct, frozen=True):
    """A class by its canonical dotted name, with the types in its brackets. `of_class` for the class itself."""

    name: str
    args: tuple[tuple[Type, ...], ...] = ()
    of_class: bool = False


Types = tuple[Type, ...]


class Annotations:
    """Reads annotations as types."""

    def __init__(self, graphs: Graphs) -> None:
        self.graphs = graphs
        self._left = _MOST_PARTS
        self._known: dict[tuple[Module, int], tuple[nodes.Expr, Types]] = {}

    def is_foreign(self, kind: Type) -> bool:
        """Whether it is a class of a library's."""
        is_class = kind.name.rpartition(".")[2][:1].isupper() and not kind.name.startswith(("builtins.", "typing."))
        return is_class and self.graphs.project.class_(kind.name) is None

    def of(self, module: Module, annotation: nodes.Expr) -> Types:
        """The types an annotation allows; None is left out."""
        key = (module, id(annotation))
        if key not in self._known:  # the expression is kept, so that no other gets its identity
            self._left = _MOST_PARTS
            self._known[key] = annotation, tuple(self._annotated(module, annotation, 0))
        return self._known[key][1]

    def _annotated(self, module: Module, node: nodes.Expr, depth: int) -> Iterator[Type]:
        self._left -= 1
        if depth > DEEPEST or self._left < 0:
            return
        if isinstance(node, nodes.Operation) and node.operator == "|":
            for operand in node.operands:
                yield from self._annotated(module, operand, depth + 1)
        elif isinstance(node, nodes.Subscript):
            yield from self._bracketed(module, node, depth)
        elif isinstance(node, (nodes.Ref, nodes.Attribute)):
            alias = self._alias(module, node)
            if alias is not None:
                yield from self._annotated(*alias, depth + 1)
            else:
                name = self.name(module, node)
                if name:
                    yield Type(name)

    def _bracketed(self, module: Module, node: nodes.Subscript, depth: int) -> Iterator[Type]:
        name = self.name(module, node.value)
        items = node.index.items if isinstance(node.index, nodes.Sequence) else (node.index,)
        if name in _WRAPPERS:
            yield from self._annotated(module, items[0], depth + 1)
        elif name in _UNIONS:
            for item in items:
                yield from self._annotated(module, item, depth + 1)
        elif name == "typing.Literal":
            yield Type(name)
        elif name in ("builtins.type", "typing.Type"):
            yield from (Type(t.name, of_class=True) for t in self._annotated(module, items[0], depth + 1))
        elif (alias := self._alias(module, node.value)) is not None:
            is_given = len(self.metadata(module, node.value)[1]) > 1  # `Dep[int]` of `Dep = Annotated[T, Depends(get)]`
            yield from self._annotated(*((module, items[0]) if is_given else alias), depth + 1)
        elif name:
            yield Type(name, tuple(tuple(self._annotated(module, item, depth + 1)) for item in items))

    def _alias(self, module: Module, node: nodes.Expr) -> tuple[Module, nodes.Expr] | None:
        """The right side of `X = ...` or `type X = ...` when `node` names a variable of the project."""
        dotted = self.name(module, node)
        if not dotted or not self.graphs.is_variable(dotted):
            return None
        owner, name = self.graphs.split(dotted)
        assert owner is not None
        return self.graphs.assigned(owner, name)

    def name(self, module: Module, node: nodes.Expr) -> str:
        """The canonical dotted name that `node` stands for, "" when it is no plain name."""
        trail: list[str] = []
        while isinstance(node, nodes.Attribute):
            trail.append(node.name)
            node = node.value
        if not isinstance(node, nodes.Ref) or not node.target:
            return ""
        return self.graphs.follow(".".join([module.absolute(node.target), *reversed(trail)]))

    def injector(self, module: Module, expression: nodes.Expr | None) -> nodes.Call | None:
        """`expression` when it is a call of `Depends` or `Security`."""
        if isinstance(expression, nodes.Call) and self.name(module, expression.func) in _INJECTORS:
            return expression
        return None

    def provider(self, value: Input) -> Value | None:
        """What is given to `Depends` or `Security` for this parameter."""
        module, parameter = value.graph.module, value.parameter
        call = self.injector(module, parameter.default)
        where, annotation = module, parameter.annotation
        if call is None and annotation is not None:
            where, metadata = self.metadata(module, annotation)
            calls = [self.injector(where, m) for m in metadata[1:]]
            call = next((c for c in calls if c is not None), None)
            annotation = metadata[0] if metadata else annotation
        if call is None:
            return self.graphs.injected(module, parameter.default, value.graph)
        given = call.argument(0, "dependency") or annotation
        return self.graphs.expression(where, given, value.graph) if given is not None else None

    def metadata(self, module: Module, annotation: nodes.Expr) -> tuple[Module, tuple[nodes.Expr, ...]]:
        """The parts of `Annotated[...]`, found through aliases, and the module they are written in."""
        for _ in range(DEEPEST):
            if isinstance(annotation, nodes.Subscript) and self.name(module, annotation.value) == "typing.Annotated":
                index = annotation.index
                items = index.items if isinstance(index, nodes.Sequence) else (index,)
                return module, items
            alias = self._alias(module, unbracketed(annotation))
            if alias is None:
                break
            module, annotation = alias
        return module, (annotation,)


def unbracketed(base: nodes.Expr) -> nodes.Expr:
    """A base class without its type arguments."""
    return base.value if isinstance(base, nodes.Subscript) else base


def is_dispatched(function: Function, parameter: nodes.Parameter) -> bool:
    """Whether a parameter without annotation is the request that a middleware is handed."""
    return parameter.name == "request" and "call_next" in (p.name for p in function.ir.parameters)
