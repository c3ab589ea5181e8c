"""Where a whole mapping is written into a row: every key of it becomes a column's new value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastlint.insight import insight
from fastlint.insight.flow import ANY, Called, Computed, Constant, Flows, Global, Library, Part, Record, Value, made_of
from fastlint.insight.flow.facts import Facts
from fastlint.insight.types import Typing
from fastlint.model import Class, Project

_MADE = frozenset({"model_validate", "parse_obj", "sqlmodel_update", "update_from_dict"})
_FETCHING = frozenset({"first", "one", "one_or_none", "scalar", "scalar_one", "scalar_one_or_none"})
_DEEPEST = 2
_STARRED = frozenset({"create", "values", "update", "update_or_create", "get_or_create", "acreate"})


@dataclass(frozen=True, slots=True)
class MappingWrite:
    """A call that writes `mapping` into a row of `table`; None for a table when nothing says which.

    `key` is the name that a loop over the mapping is at, where one key after the other is written.
    """

    called: Called
    table: Class | None
    mapping: Value
    key: Value | None = None

    @property
    def facts(self) -> Facts | None:
        """What is known where the call happens."""
        return self.called.facts

    def leaves_out(self, name: str) -> bool:
        """Whether `name` was taken out of the mapping, or the loop has passed over it before it writes."""
        is_passed = any(self._refuses(fact.value, name) for fact in self.facts or () if fact.outcome is False)
        return is_passed or any(self._takes_out(other, name) for other in self.called.graph.calls)

    def _takes_out(self, other: Called, name: str) -> bool:
        if other.method != "pop" or not other.args or other.receiver not in (self.mapping, *made_of(self.mapping)):
            return False
        key = other.args[0]
        listed = _items(key.whole) if isinstance(key, Part) and key.key == ANY else [key]
        return any(isinstance(one, Constant) and one.value == name for one in listed)

    def _refuses(self, test: Value, name: str) -> bool:
        if not isinstance(test, Computed) or self.key is None or self.key not in test.operands:
            return False
        listed = [o for operand in test.operands for o in (*made_of(operand), *_items(operand))]
        return test.operator in ("==", "in") and any(isinstance(o, Constant) and o.value == name for o in listed)


def _items(value: Value) -> list[Value]:
    return list(value.items.values()) if isinstance(value, Record) else []


@insight
class MappingWrites:
    """The places where whole mappings are written into rows, tests left out."""

    def __init__(self, project: Project, flows: Flows) -> None:
        self._project = project
        self._flows = flows

    def all(self, library: Library) -> Iterator[MappingWrite]:
        """Rows made from mappings, attributes set in a loop over one, and statements that take one as their values."""
        typing = self._flows.calls(library).typing
        classes = sorted({cls.ir.name for module in self._project.modules.values() for cls in module.classes})
        for graph in self._flows.graphs_holding((*classes, "setattr", "cls", *_MADE, *_STARRED), library):
            for called in graph.calls:
                yield from self._written(typing, called, library)

    def _written(self, typing: Typing, called: Called, library: Library) -> Iterator[MappingWrite]:
        if isinstance(called.function, Global) and called.function.dotted == "builtins.setattr":
            mapping = _gone_through(called.args[2]) if len(called.args) == 3 else None
            if mapping is not None:
                table = self._instance(typing, called.args[0]) or self._selected(called.args[0])
                yield MappingWrite(called, table, mapping, called.args[1])
            return
        name = called.method or getattr(called.function, "dotted", "").rpartition(".")[2]
        if name in _MADE and called.args:
            yield MappingWrite(called, self._owner(typing, called), called.args[0])
        elif name in _STARRED:
            given = called.stars or (called.args[:1] if name in ("values", "update") else [])
            table = self._owner(typing, called) or self._statement(typing, called)
            is_row = table is not None or (name == "update" and self._is_fetched(called.receiver, library))
            yield from (MappingWrite(called, table, value) for value in given if is_row)
        elif called.stars:
            made = (self._project.class_(kind.name) for kind in typing.of(called.function) if kind.of_class)
            yield from (MappingWrite(called, cls, star) for cls in made if cls is not None for star in called.stars)

    def _is_fetched(self, value: Value | None, library: Library, depth: int = 0) -> bool:
        """Whether a value is a row that was fetched, by a class that is not known."""
        if not isinstance(value, Called):
            return False
        if value.method in _FETCHING:
            return True
        reached = self._flows.calls(library).targets(value) if depth < _DEEPEST else []
        returned = [leaving.value for t in reached for leaving in self._flows.graphs.of(t.function).returns]
        return any(self._is_fetched(one, library, depth + 1) for one in returned)

    def _instance(self, typing: Typing, value: Value) -> Class | None:
        return next((cls for kind in typing.of(value) if (cls := self._project.class_(kind.name))), None)

    def _selected(self, row: Value) -> Class | None:
        """The class that a row was fetched by: `session.get(Table, key)`, `session.query(Table).first()`."""
        for inner in made_of(row):
            first = inner.args[0] if isinstance(inner, Called) and inner.args else None
            if isinstance(first, Global) and (cls := self._project.class_(self._flows.graphs.follow(first.dotted))):
                return cls
        return None

    def _owner(self, typing: Typing, called: Called) -> Class | None:
        """The class whose method is called, on itself or on an instance."""
        if called.receiver is not None:
            return self._instance(typing, called.receiver)
        if isinstance(called.function, Global):
            owner = self._flows.graphs.follow(called.function.dotted).rpartition(".")[0]
            return self._project.class_(owner.removesuffix(".objects"))
        return None

    def _statement(self, typing: Typing, called: Called) -> Class | None:
        """The table of `update(Table).where(...)`, `session.query(Table).filter(...)`."""
        return self._selected(called.receiver) if isinstance(called.receiver, Called) else None


def _gone_through(value: Value) -> Value | None:
    """The mapping that a loop takes `value` from, by pairs or by keys; None when it is something else."""
    if isinstance(value, Called) and getattr(value.function, "dotted", "") == "builtins.getattr":
        is_fixed = len(value.args) < 2 or not isinstance(value.args[1], Part)
        return None if is_fixed else value.args[0]
    if not isinstance(value, Part):
        return None
    pair = value.whole
    if value.key == 1 and isinstance(pair, Part) and isinstance(pair.whole, Called) and pair.whole.method == "items":
        return pair.whole.receiver
    return pair if value.key == ANY and not value.is_attribute else None
