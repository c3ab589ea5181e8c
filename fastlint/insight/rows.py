"""Rows of tables among what a function returns: instances, results of queries, and dictionaries made of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fastlint.insight import insight
from fastlint.insight.flow import Flows
from fastlint.insight.flow.calls import Calls
from fastlint.insight.flow.library import Library
from fastlint.insight.flow.trace import span_of
from fastlint.insight.flow.values import (
    ANY,
    Called,
    Changed,
    Choice,
    Computed,
    Entered,
    Global,
    Part,
    Record,
    Value,
)
from fastlint.ir import nodes
from fastlint.model import Class, Function, Span

_DEEPEST = 8
_MOST_STEPS = 40
_OF_ITSELF = "__dict__"


@dataclass(frozen=True, eq=False)
class Fetching:
    """Words for rows. `is_table` says whether a class is one.

    `fetches` are methods that give rows, `selects` last names of functions that are given the class to be fetched,
    `hands_on` callables that give what they are given, or a dictionary of it.
    """

    library: Library
    is_table: Callable[[Class], bool]
    fetches: frozenset[str]
    selects: frozenset[str]
    hands_on: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row, or rows, of `table` at `span` in the function itself."""

    table: Class
    span: Span


@insight
class Rows:
    """Rows that leave functions as they are."""

    def __init__(self, flows: Flows) -> None:
        self._flows = flows

    def returned_by(self, function: Function, fetching: Fetching) -> Iterator[Row]:
        """The rows that `function` returns, one for each `return`."""
        outcomes = self._flows.graphs.of(function).returns
        written = [s.value or s for s in function.body.statements if isinstance(s, nodes.Return)]
        for index, outcome in enumerate(outcomes):
            walk = _Walk(self._flows.calls(fetching.library), fetching)
            table = next(walk.tables(outcome.value, 0), None)
            if table is not None:
                is_told = len(written) == len(outcomes)
                yield Row(table, function.module.span(written[index]) if is_told else span_of(outcome.value))


class _Walk:
    """One way back from what is returned."""

    def __init__(self, calls: Calls, fetching: Fetching) -> None:
        self._calls = calls
        self._typing = calls.typing
        self._graphs = calls.graphs
        self._fetching = fetching
        self._seen: set[Value] = set()

    def tables(self, value: Value, depth: int) -> Iterator[Class]:
        """The tables of which `value` is or holds rows."""
        if value in self._seen or depth > _DEEPEST:
            return
        self._seen.add(value)
        if isinstance(value, Called):
            yield from self._called(value, depth + 1)
            return
        for inner in _held(value):
            yield from self.tables(inner, depth + 1)
        if not isinstance(value, (Record, Choice)):
            yield from self._typed(value)

    def _typed(self, value: Value) -> Iterator[Class]:
        for kind in self._typing.of(value):
            cls = self._graphs.project.class_(kind.name)
            if cls is not None and not kind.of_class and self._fetching.is_table(cls):
                yield cls

    def _called(self, called: Called, depth: int) -> Iterator[Class]:
        functions = [t.function for t in self._calls.targets(called) if t.function.ir.name != "__init__"]
        if functions:
            for function in functions:
                for outcome in self._graphs.of(function).returns if function.ir.returns is None else ():
                    yield from self.tables(outcome.value, depth)
                yield from self._declared(function)
        elif not self._fetching.hands_on.isdisjoint(self._typing.names(called)):
            for argument in [*called.args, *called.stars]:
                yield from self.tables(argument, depth)
        elif called.method in self._fetching.fetches:
            yield from self._selected(called)
        else:
            yield from self._typed(called)

    def _declared(self, function: Function) -> Iterator[Class]:
        """The tables in a function's return annotation, as they are or in a list."""
        if function.ir.returns is None:
            return
        kinds = self._typing.annotations.of(function.module, function.ir.returns)
        for kind in (*kinds, *(inner for k in kinds for argument in k.args for inner in argument)):
            cls = self._graphs.project.class_(kind.name)
            if cls is not None and self._fetching.is_table(cls):
                yield cls

    def _selected(self, fetch: Called) -> Iterator[Class]:
        """The tables whose whole rows a query gives: the classes that `select` and its kin are given."""
        waiting: list[Value] = [fetch]
        for _ in range(_MOST_STEPS):
            if not waiting:
                return
            value = waiting.pop()
            if isinstance(value, Called):
                last = value.method or str(getattr(value.function, "dotted", "")).rpartition(".")[2]
                for argument in value.args if last in self._fetching.selects else ():
                    yield from self._class_of(argument)
                waiting += [a for a in value.args if isinstance(a, (Called, Choice))]
                waiting += [value.receiver] if value.receiver is not None else []
                yield from self._class_of(value.receiver) if value.receiver is not None else ()
            elif isinstance(value, Choice):
                waiting += [option for option, _ in value.options]
            elif isinstance(value, Part):
                waiting.append(value.whole)

    def _class_of(self, value: Value) -> Iterator[Class]:
        if isinstance(value, Global):
            cls = self._graphs.project.class_(self._graphs.follow(value.dotted))
            if cls is not None and self._fetching.is_table(cls):
                yield cls


def _held(value: Value) -> list[Value]:
    """The values that `value` may be, holds as they are, or is a dictionary of."""
    match value:
        case Choice():
            return [option for option, _ in value.options]
        case Record():
            return [*value.items.values(), *value.rest, *value.spread]
        case Changed():
            return [value.whole]
        case Entered():
            return [value.context]
        case Computed(operator="or" | "and" | "+"):
            return value.operands
        case Part(key=key) if key in (ANY, _OF_ITSELF, 0):
            return [value.whole]
    return []
