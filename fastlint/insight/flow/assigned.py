"""What functions put into variables of a module and attributes of a class, which others read from there."""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.values import Global, Value
from fastlint.ir import nodes
from fastlint.model import Function, Module


class Assigned:
    """Answers by dotted name; which functions assign at all is looked up once."""

    def __init__(self, graphs: Graphs) -> None:
        self._graphs = graphs
        self._declaring: dict[Module, dict[str, list[Function]]] = {}
        self._storing: dict[str, list[Function]] | None = None

    def to_variable(self, module: Module, name: str) -> list[Value]:
        """The values that functions give to a module's variable which they declare `global`."""
        declaring = self._declaring.get(module)
        if declaring is None:
            declaring = self._declaring[module] = {}
            for function in module.functions:
                for outer in function.ir.outer:
                    declaring.setdefault(outer, []).append(function)
        return [value for f in declaring.get(name, ()) for value in self._graphs.of(f).bindings.get(name, ())]

    def to_attribute(self, cls: str, name: str) -> list[Value]:
        """The values that functions give to an attribute of a class by the class's name."""
        if self._storing is None:
            self._storing = {}
            for attribute, function in self._stores():
                self._storing.setdefault(attribute, []).append(function)
        stores = (store for function in self._storing.get(name, ()) for store in self._graphs.of(function).stores)
        return [value for whole, key, value in stores if key == name and self._is_class(whole, cls)]

    def _is_class(self, whole: Value, cls: str) -> bool:
        return isinstance(whole, Global) and self._graphs.follow(whole.dotted) == cls

    def _stores(self) -> Iterator[tuple[str, Function]]:
        """The functions that assign to an attribute of what has a name of its own, with the attribute's name."""
        for module in self._graphs.project.modules.values():
            for function in module.functions if not module.is_test else ():
                for statement in function.body.statements:
                    for target in statement.targets if isinstance(statement, nodes.Assign) else ():
                        if isinstance(target, nodes.Attribute) and _has_path(target.value):
                            yield target.name, function


def _has_path(node: nodes.Expr) -> bool:
    while isinstance(node, nodes.Attribute):
        node = node.value
    return isinstance(node, nodes.Ref) and bool(node.target)
