"""Which queries a handler's answer is made of, and whether anything bounds them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from fastlint.finding import Step
from fastlint.insight import insight
from fastlint.insight.dialect import Dialect
from fastlint.insight.flow import Flows
from fastlint.insight.flow.targets import Target
from fastlint.insight.flow.trace import span_of
from fastlint.insight.flow.values import (
    ANY,
    Called,
    Changed,
    Choice,
    Computed,
    Entered,
    Input,
    Part,
    Path,
    Record,
    Value,
)
from fastlint.insight.statement import Statement, Statements
from fastlint.ir import nodes
from fastlint.model import Function, Span

_MOST_VISITS = 1500
_DEEPEST_STACK = 6
_LONGEST_PATH = 3


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of a query that a function gives back as a list.

    `span` is where the function itself gets them: the fetch, or the call that leads to it. `trace` goes on from there
    to the fetch. `statement` is what is known of the query. `is_nested` says that the list is part of something else.
    """

    span: Span
    statement: Statement
    trace: tuple[Step, ...]
    is_nested: bool = False


@dataclass(slots=True, eq=False)
class _Visit:
    """A value on the way back from what is returned.

    `path` is the part that matters, `frames` the calls entered; `is_nested` as for `Listing`.
    """

    value: Value
    path: Path
    frames: tuple[Target, ...]
    is_nested: bool = False


@insight
class Queries:
    """The database queries of the project."""

    def __init__(self, flows: Flows) -> None:
        self._flows = flows
        self._statements: dict[Dialect, Statements] = {}

    def listed_by(self, function: Function, dialect: Dialect) -> Iterator[Listing]:
        """The queries all of whose rows `function` returns, each place once."""
        if dialect not in self._statements:
            self._statements[dialect] = Statements(self._flows, dialect)
        walk = _Walk(self._statements[dialect], self._flows, dialect)
        spans: set[Span] = set()
        for listing in walk.from_returns(function):
            if listing.span not in spans:
                spans.add(listing.span)
                yield listing


class _Walk:
    """One way back from what a function returns to the queries that fill it."""

    def __init__(self, statements: Statements, flows: Flows, dialect: Dialect) -> None:
        self._statements = statements
        self._dialect = dialect
        self._calls = flows.calls(dialect.library)
        self._typing = self._calls.typing
        self._graphs = flows.graphs
        self._queue: deque[_Visit] = deque()

    def from_returns(self, function: Function) -> Iterator[Listing]:
        """The listings that `function` gives back."""
        self._queue.extend(_Visit(o.value, (), ()) for o in self._graphs.of(function).returns)
        seen: set[tuple[Value, Path, tuple[Target, ...]]] = set()
        while self._queue and len(seen) < _MOST_VISITS:
            visit = self._queue.popleft()
            state = (visit.value, visit.path, visit.frames)
            if state not in seen:
                seen.add(state)
                yield from self._visited(visit)

    def _visited(self, visit: _Visit) -> Iterator[Listing]:
        if self._statements.is_sliced(visit.value):
            return
        match visit.value:
            case Called():
                yield from self._called(visit, visit.value)
            case Record():
                self._record(visit, visit.value)
            case Changed():
                self._changed(visit, visit.value)
            case Input():
                self._input(visit, visit.value)
            case Part():
                self._to(visit, visit.value.whole, (visit.value.key, *visit.path))
            case _:
                for inner in _alternatives(visit.value):
                    self._to(visit, inner)

    def _to(self, visit: _Visit, value: Value, path: Path | None = None, *, is_part: bool = False) -> None:
        path = visit.path if path is None else path
        if len(path) <= _LONGEST_PATH:
            self._queue.append(_Visit(value, path, visit.frames, visit.is_nested or is_part))

    # ------------------------------------------------------------ containers

    def _record(self, visit: _Visit, record: Record) -> None:
        if isinstance(record.node, nodes.Comprehension):
            if not visit.path:
                self._elements(visit, record.rest)
            return
        for key, part in record.items.items():
            if isinstance(record.node, nodes.Mapping) and not visit.path:
                self._to(visit, part, is_part=True)
            elif visit.path and visit.path[0] == key:
                self._to(visit, part, visit.path[1:])
        for part in [*record.rest, *record.spread]:
            self._to(visit, part)

    def _changed(self, visit: _Visit, changed: Changed) -> None:
        self._to(visit, changed.whole)
        if changed.key == ANY:
            self._elements(visit, [changed.part])
        elif not visit.path or visit.path[0] == changed.key:
            self._to(visit, changed.part, visit.path[1:], is_part=not visit.path)

    def _elements(self, visit: _Visit, parts: list[Value]) -> None:
        """What is gone through to make the elements of a list."""
        for part in parts:
            for whole in _gone_through(part):
                self._to(visit, whole, ())

    # ------------------------------------------------------------ calls

    def _called(self, visit: _Visit, called: Called) -> Iterator[Listing]:
        targets = self._calls.targets(called)
        if any(target.function.ir.name != "__init__" for target in targets):
            for target in targets:
                self._enter(visit, target)
            return
        names = self._statements.names(called)
        if not names.isdisjoint(self._dialect.hands_on):
            for argument in [*called.args, *called.keywords.values()]:
                self._to(visit, argument)
        elif self._is_construction(called):
            for argument in [*called.args, *called.keywords.values(), *called.stars]:
                self._to(visit, argument, (), is_part=True)
        elif not visit.path:
            yield from self._fetched(visit, called)

    def _is_construction(self, called: Called) -> bool:
        """Whether a call makes a schema or a response out of its arguments."""
        kinds = [t.name for t in self._typing.of(called.function) if t.of_class]
        return bool(kinds) and self._dialect.silent.isdisjoint(kind.rpartition(".")[2] for kind in kinds)

    def _fetched(self, visit: _Visit, called: Called) -> Iterator[Listing]:
        statement = self._statements.fetched_by(called, visit.frames)
        if statement is not None:
            place: Value = visit.frames[0].called if visit.frames else called
            steps = [Step(span_of(t.called), f"calls `{t.function.ir.name}`") for t in visit.frames]
            trace = (*steps, Step(span_of(called), "fetches every row")) if steps else ()
            yield Listing(span_of(place), statement, trace, visit.is_nested)
        elif called.method in self._dialect.shaping and called.receiver is not None:
            self._to(visit, called.receiver)

    def _enter(self, visit: _Visit, target: Target) -> None:
        if len(visit.frames) < _DEEPEST_STACK and target not in visit.frames:
            frames = (*visit.frames, target)
            given = self._calls.nothing_given.inside(frames)
            for outcome in self._graphs.of(target.function).returns:
                if not given.rules_out(outcome.facts):
                    self._queue.append(_Visit(outcome.value, visit.path, frames, visit.is_nested))

    def _input(self, visit: _Visit, value: Input) -> None:
        if visit.frames:
            target, outer = visit.frames[-1], visit.frames[:-1]
            given = target.given(value.parameter, visit.path) if target.function is value.graph.function else None
            for argument, path in given or ():
                self._queue.append(_Visit(argument, path, outer, visit.is_nested))
            return
        provider = self._typing.annotations.provider(value)
        for function in self._typing.functions(provider) if provider is not None else ():
            for outcome in self._graphs.of(function).returns:
                self._queue.append(_Visit(outcome.value, visit.path, (), visit.is_nested))


def _alternatives(value: Value) -> list[Value]:
    """The values that `value` may be, or holds as they are."""
    match value:
        case Choice():
            return [option for option, _ in value.options]
        case Computed(operator="or" | "and" | "+"):
            return value.operands
        case Entered():
            return [value.context]
    return []


def _gone_through(value: Value, depth: int = 0) -> Iterator[Value]:
    """The iterables whose elements `value` is computed from."""
    below: list[Value] = []
    match value:
        case Part(key=key) if key == ANY and not value.is_attribute:
            yield value.whole
        case Part():
            below = [value.whole]
        case Called():
            below = [*value.args, *value.keywords.values(), *value.stars]
            below += [value.receiver] if value.receiver is not None else []
        case Record() if not isinstance(value.node, nodes.Comprehension):
            below = [*value.items.values(), *value.rest, *value.spread]
        case Choice():
            below = [option for option, _ in value.options]
        case Changed():
            below = [value.whole, value.part]
        case Computed(operator="or" | "and" | "+"):
            below = value.operands
    if depth < _DEEPEST_STACK:
        for part in below:
            yield from _gone_through(part, depth + 1)
