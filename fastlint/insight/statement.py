"""What a fetch fetches: the statement behind it, followed back to where it begins, and what bounds it on the way."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field

from fastlint.insight.dialect import Dialect
from fastlint.insight.flow import Flows
from fastlint.insight.flow.calls import is_self
from fastlint.insight.flow.places import made_of
from fastlint.insight.flow.targets import Target
from fastlint.insight.flow.values import (
    Called,
    Changed,
    Choice,
    Computed,
    Constant,
    Entered,
    Global,
    Graph,
    Input,
    Part,
    Record,
    Text,
    Value,
)
from fastlint.insight.sqltext import asks_owner, bounds_rows, is_sql
from fastlint.ir import nodes

_MOST_VISITS = 400
_DEEPEST_STACK, _DEEPEST_TEXT = 6, 8
_KEY = "id"
_OWNER = re.compile(
    r"^(\w+_)?(user|owner|author|creator|member|profile)\d?_id$|^(owner|author|created_by|user|user_?name|login)$"
)
Frames = tuple[Target, ...]


@dataclass(slots=True, eq=False)
class Statement:
    """A query that gives an unknown number of rows. `entity` is the dotted name of what it selects, "" if unknown.

    `is_owned` says that it asks for what one person owns.
    """

    entity: str = ""
    is_filtered: bool = False
    is_owned: bool = False
    has_start: bool = False
    is_bounded: bool = False
    keys: set[str] = field(default_factory=set)

    def begin(self, entity: str) -> None:
        """Note where it begins."""
        self.has_start = True
        self.entity = self.entity or entity


class Statements:
    """Statements behind fetches, as far as a dialect tells."""

    def __init__(self, flows: Flows, dialect: Dialect) -> None:
        self._dialect = dialect
        self._calls = flows.calls(dialect.library)
        self._typing = self._calls.typing
        self._graphs = flows.graphs
        self._sliced: dict[Graph, set[int]] = {}

    def fetched_by(self, called: Called, frames: Frames) -> Statement | None:
        """The statement whose every row `called` gives; None when it gives no rows, or a known number of them."""
        if not (self._is_fetch(called) or self._model_of(called)) or self._is_counted(called):
            return None
        statement = Statement()
        queue: deque[tuple[Value, Frames]] = deque([(called, frames), *((v, frames) for v in self._executed(called))])
        seen: set[tuple[Value, Frames]] = set()
        while queue and len(seen) < _MOST_VISITS:
            value, inside = queue.popleft()
            if (value, inside) not in seen:
                seen.add((value, inside))
                queue.extend(self._behind(value, inside, statement))
            if statement.is_bounded:
                return None
        is_one_row = f"{statement.entity}.{_KEY}" in statement.keys or _KEY in statement.keys
        return statement if statement.has_start and not is_one_row else None

    def is_sliced(self, value: Value) -> bool:
        """Whether the function takes a slice of `value`."""
        graph = value.graph
        if graph not in self._sliced:
            self._sliced[graph] = set(_sliced_in(graph))
        return id(value.node) in self._sliced[graph]

    # ------------------------------------------------------------ fetches

    def names(self, called: Called) -> set[str]:
        """The dotted names of what is called, and `.method`, also where a library's object is the receiver."""
        function = called.function
        is_own = isinstance(function, Global) and self._graphs.project.function(self._graphs.follow(function.dotted))
        return {*self._typing.names(called), "." if is_own else f".{_last_name(called)}"}

    def _is_fetch(self, called: Called) -> bool:
        names = self.names(called)
        return not names.isdisjoint(self._dialect.fetches) or not names.isdisjoint(self._dialect.results)

    def _is_counted(self, called: Called) -> bool:
        """Whether the fetch itself is told how many rows: `to_list(100)`."""
        length = called.argument(0, "length") if called.method == "to_list" else None
        return length is not None and not (isinstance(length, Constant) and length.value is None)

    def _executed(self, called: Called) -> list[Value]:
        """For a cursor's fetch: what was executed on the same cursor before."""
        cursor = called.receiver
        return [c for c in called.graph.calls if c.receiver is cursor and cursor is not None and self._runs(c)]

    def _runs(self, called: Called) -> bool:
        return not self.names(called).isdisjoint(self._dialect.run)

    def _model_of(self, called: Called) -> str:
        """The model class whose own method begins a query here, "" when none does."""
        function = called.function
        if isinstance(function, Global):
            owner, _, method = self._graphs.follow(function.dotted).rpartition(".")
            owner = owner.removesuffix(".objects")
            return owner if method in self._dialect.of_models and self._is_model(owner) else ""
        if isinstance(function, Part) and function.key in self._dialect.of_models:
            classes = (kind.name for kind in self._typing.of(function.whole) if kind.of_class)
            return next((name for name in classes if self._is_model(name)), "")
        return ""

    def _is_model(self, name: str) -> bool:
        if self._graphs.project.class_(name) is None:
            return False
        return any(line in self._dialect.models for line in self._typing.lineage(name))

    # ------------------------------------------------------------ the way back

    def _behind(self, value: Value, frames: Frames, statement: Statement) -> list[tuple[Value, Frames]]:
        """What `value` is made from; on the way, notes in `statement` what it tells of the query."""
        if self.is_sliced(value):
            statement.is_bounded = True
        match value:
            case Called():
                return self._behind_call(value, frames, statement)
            case Choice():
                return [(option, frames) for option, _ in value.options]
            case Changed() | Part():
                return [(v, frames) for v in self._behind_part(value)]
            case Entered():
                return [(value.context, frames)]
            case Global():
                return [(v, ()) for v in self._graphs.variable(self._graphs.follow(value.dotted))]
            case Input():
                return self._given(value, frames)
            case Constant(value=str()) | Text():
                self._raw(value, statement)
        return []

    def _behind_part(self, value: Changed | Part) -> list[Value]:
        whole = value.whole
        if isinstance(value, Part) and isinstance(whole, Input) and is_self(whole):
            owner = whole.graph.owner
            return self._graphs.stored(owner, str(value.key)) if owner else []
        return [whole]

    def _given(self, value: Input, frames: Frames) -> list[tuple[Value, Frames]]:
        if not frames or frames[-1].function is not value.graph.function:
            return []
        return [(argument, frames[:-1]) for argument, _ in frames[-1].given(value.parameter, ()) or ()]

    def _behind_call(self, called: Called, frames: Frames, statement: Statement) -> list[tuple[Value, Frames]]:
        names = self.names(called)
        if self._bounds(called, names):
            statement.is_bounded = True
            return []
        self._note_filters(called, names, statement)
        model = self._model_of(called)
        if model:
            statement.begin(model)
            return []
        if not names.isdisjoint(self._dialect.starts):
            self._begin(called, statement)
            receiver = [called.receiver] if called.receiver is not None else []
            return [(v, frames) for v in (*receiver, *(a for a in called.args if self._is_selected_from(a)))]
        targets = self._calls.targets(called)
        if targets and len(frames) < _DEEPEST_STACK:
            outcomes = [(o.value, (*frames, t)) for t in targets for o in self._graphs.of(t.function).returns]
            return [*outcomes, *((argument, frames) for argument in called.args)]
        if called.receiver is None or self._runs(called):
            given = [*called.args, *called.keywords.values()]
            return [(v, frames) for v in [*given, called.receiver] if v is not None]
        return [(called.receiver, frames)]

    def _bounds(self, called: Called, names: set[str]) -> bool:
        dialect = self._dialect
        if not names.isdisjoint(dialect.bounds):
            first = called.argument(0)
            return not (isinstance(first, Constant) and first.value is None)
        limit = next((value for name, value in called.keywords.items() if name in dialect.limits), None)
        if limit is not None and not (isinstance(limit, Constant) and not limit.value):
            return not self._calls.targets(called)
        if not names.isdisjoint(dialect.groups):
            return True
        return bool(dialect.bounding.search(_last_name(called)))

    def _begin(self, called: Called, statement: Statement) -> None:
        first = called.argument(0)
        if isinstance(first, (Constant, Text)):
            self._raw(first, statement)
            return
        statement.begin(self._entity(first.dotted) if isinstance(first, Global) else "")
        if called.args and all(self._is_aggregate(argument) for argument in called.args):
            statement.is_bounded = True

    def _entity(self, dotted: str) -> str:
        """The class that is selected, also when it is one of its columns that is named."""
        dotted = self._graphs.follow(dotted)
        owner = dotted.rpartition(".")[0]
        return owner if self._graphs.project.class_(owner) is not None else dotted

    def _is_selected_from(self, value: Value) -> bool:
        return isinstance(value, Part) or (isinstance(value, Called) and f".{value.method}" in self._dialect.subqueries)

    def _is_aggregate(self, value: Value) -> bool:
        while isinstance(value, Called) and isinstance(value.function, Part):
            value = value.function.whole
        if not isinstance(value, Called) or not isinstance(value.function, Global):
            return False
        return self._graphs.follow(value.function.dotted).startswith(self._dialect.aggregates)

    def _note_filters(self, called: Called, names: set[str], statement: Statement) -> None:
        if names.isdisjoint(self._dialect.filters) or not (called.args or called.keywords or called.stars):
            return
        statement.is_filtered = True
        statement.keys.update(name for name in called.keywords if name == _KEY)
        statement.is_owned |= any(map(_OWNER.search, called.keywords)) or any(map(_names_owner, called.args))
        statement.is_bounded |= any(name.endswith("__in") for name in called.keywords)
        for condition in called.args:
            self._note_condition(condition, statement)

    def _note_condition(self, condition: Value, statement: Statement) -> None:
        if isinstance(condition, Called) and f".{_last_name(condition)}" in self._dialect.memberships:
            statement.is_bounded = True
        if isinstance(condition, Computed) and condition.operator == "==":
            sides = [self._graphs.follow(o.dotted) for o in condition.operands if isinstance(o, Global)]
            statement.keys.update(side for side in sides if side.endswith(f".{_KEY}"))

    def _raw(self, value: Value, statement: Statement) -> None:
        text = _written(value)
        if not is_sql([text]):
            return
        statement.begin("")
        statement.is_owned |= asks_owner(text)
        statement.is_filtered |= " where " in " ".join(text.lower().split())
        statement.is_bounded |= bounds_rows(text)


def _names_owner(condition: Value) -> bool:
    """Whether a condition asks who owns a row, alone or among others."""
    compared = (o for v in made_of(condition) if isinstance(v, Computed) and v.operator == "==" for o in v.operands)
    return any(isinstance(o, Global) and _OWNER.search(o.dotted.rpartition(".")[2]) for o in compared)


def _last_name(called: Called) -> str:
    return called.method or str(getattr(called.function, "dotted", "")).rpartition(".")[2]


def _written(value: Value, depth: int = 0) -> str:
    """The text as far as it is written out."""
    match value:
        case _ if depth > _DEEPEST_TEXT:
            return "?"
        case Constant(value=str(text)):
            return text
        case Text():
            return "".join(_written(part, depth + 1) for part in value.parts)
        case Choice():
            return " ".join(_written(end, depth + 1) for end in value.ends)
        case Record():
            return " ".join(_written(part, depth + 1) for part in [*value.items.values(), *value.rest])
        case Changed():
            return f"{_written(value.whole, depth + 1)} {_written(value.part, depth + 1)}"
    return "?"


def _sliced_in(graph: Graph) -> list[int]:
    """The ids of the code whose value the function takes a slice of."""
    if graph.function is None:
        return []
    found: list[int] = []
    for node in graph.function.body.expressions:
        if isinstance(node, nodes.Subscript) and isinstance(node.index, nodes.Slice):
            whole = node.value.value if isinstance(node.value, nodes.Await) else node.value
            if isinstance(whole, nodes.Ref):
                found.extend(id(value.node) for value in graph.bindings.get(whole.name, []))
            else:
                found.append(id(whole))
    return found
