"""What a mapping holds: its keys, as far as the code that makes it tells, and whether there can be others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastlint.insight import insight
from fastlint.insight.flow import Flows
from fastlint.insight.flow.calls import Calls
from fastlint.insight.flow.library import Library
from fastlint.insight.flow.targets import Target
from fastlint.insight.flow.values import (
    ANY,
    Called,
    Changed,
    Choice,
    Computed,
    Constant,
    Free,
    Global,
    Input,
    Key,
    Record,
    Value,
)
from fastlint.ir import nodes
from fastlint.model import Class

_DEEPEST = 12
_DUMPING = frozenset({"model_dump", "dict", "to_dict", "_asdict"})
_COPYING = frozenset({"copy.copy", "copy.deepcopy", "fastapi.encoders.jsonable_encoder", "builtins.dict"})


@dataclass(frozen=True, slots=True)
class Contents:
    """Keys that a mapping has on some way through the code; `is_complete` when it has no others on any."""

    keys: frozenset[Key]
    is_complete: bool = True


_UNKNOWN = Contents(frozenset(), is_complete=False)


@insight
class Mappings:
    """Mappings, followed back to where they are made: through updates, copies, functions and their callers."""

    def __init__(self, flows: Flows) -> None:
        self._flows = flows

    def of(self, value: Value, library: Library) -> Contents:
        """What `value` holds."""
        return _Look(self._flows, self._flows.calls(library)).contents(value, 0)

    def entry(self, value: Value, key: str, library: Library) -> list[Value]:
        """The values that `value` may have under `key`, those kept in variables of modules looked up."""
        calls = self._flows.calls(library)
        return [v for whole in self.settled(value) for found in _under(whole, key) for v in self.settled(found)] or [
            v for called in self.settled(value) for v in _given_to_dict(calls, called, key)
        ]

    def settled(self, value: Value, depth: int = 0) -> Iterator[Value]:
        """The values that a name may stand for: of a module's variable, and of the function around."""
        graphs = self._flows.graphs
        inner: Iterable[Value] | None = None
        match value:
            case Global():
                inner = graphs.variable(value.dotted)
            case Free():
                inner = graphs.free(value)
            case Choice():
                inner = [option for option, _ in value.options]
        found = list(inner or ()) if depth < _DEEPEST else []
        if not found:
            yield value
        for option in found:
            yield from self.settled(option, depth + 1)


def _under(value: Value, key: str) -> Iterator[Value]:
    if isinstance(value, Record):
        if key in value.items:
            yield value.items[key]
        for spread in value.spread:
            yield from _under(spread, key)
    elif isinstance(value, Changed):
        if value.key == key:
            yield value.part
        else:
            yield from _under(value.part if value.key == ANY else value.whole, key)


def _given_to_dict(calls: Calls, value: Value, key: str) -> Iterator[Value]:
    if isinstance(value, Called) and key in value.keywords and "builtins.dict" in calls.typing.names(value):
        yield value.keywords[key]


class _Look:
    """One look at a mapping."""

    def __init__(self, flows: Flows, calls: Calls) -> None:
        self._flows = flows
        self._calls = calls
        self._graphs = flows.graphs
        self._seen: set[Value] = set()

    def contents(self, value: Value, depth: int) -> Contents:
        """What a value holds; one that is being looked at adds nothing."""
        if value in self._seen:
            return Contents(frozenset())
        if depth > _DEEPEST:
            return _UNKNOWN
        self._seen.add(value)
        try:
            return self._contents(value, depth + 1)
        finally:
            self._seen.discard(value)

    def _contents(self, value: Value, depth: int) -> Contents:
        match value:
            case Record():
                keys = Contents(frozenset(value.items), is_complete=not value.rest)
                return self._all(value.spread, depth, keys)
            case Changed():
                return self._changed(value, depth)
            case Choice():
                return self._all([option for option, _ in value.options], depth)
            case Computed(operator="or" | "|" | "and"):
                return self._all(value.operands, depth)
            case Global():
                return self._all(self._graphs.variable(value.dotted), depth, if_none=_UNKNOWN)
            case Free():
                return self._all(self._graphs.free(value), depth, if_none=_UNKNOWN)
            case Input():
                return self._input(value, depth)
            case Called():
                return self._called(value, depth)
            case Constant(value=None):
                return Contents(frozenset())
        return _UNKNOWN

    def _all(
        self,
        values: Iterable[Value],
        depth: int,
        start: Contents = Contents(frozenset()),
        if_none: Contents | None = None,
    ) -> Contents:
        found = [self.contents(value, depth) for value in values]
        if not found and if_none is not None:
            return if_none
        return _joined([start, *found])

    def _changed(self, value: Changed, depth: int) -> Contents:
        whole = self.contents(value.whole, depth)
        if isinstance(value.node, nodes.Call):
            named = frozenset(keyword.name for keyword in value.node.keywords if keyword.name)
            if named:
                return Contents(whole.keys | named, whole.is_complete)
            return _joined([whole, self.contents(value.part, depth)])
        if value.key == ANY:
            return Contents(whole.keys, is_complete=False)
        return Contents(whole.keys | {value.key}, whole.is_complete)

    def _input(self, value: Input, depth: int) -> Contents:
        function = value.graph.function
        callers = self._calls.callers(function) if function is not None else ()
        if function is None or not callers or self._flows.entries.is_entry(function):
            return _UNKNOWN
        return _joined([self._given(target, value, depth) for target in callers])

    def _given(self, target: Target, value: Input, depth: int) -> Contents:
        if value.parameter.kind == "kwargs":
            named = {parameter.name for parameter in target.function.ir.parameters}
            keys: frozenset[Key] = frozenset(name for name in target.called.keywords if name not in named)
            return self._all(target.called.stars, depth, Contents(keys))
        given = target.given(value.parameter, ())
        if given is None:
            default = value.parameter.default
            is_empty = isinstance(default, nodes.Literal) and default.value is None
            return Contents(frozenset()) if is_empty else _UNKNOWN
        return _joined([self.contents(argument, depth) if not path else _UNKNOWN for argument, path in given])

    def _called(self, called: Called, depth: int) -> Contents:
        names = self._calls.typing.names(called)
        if not _COPYING.isdisjoint(names):
            return self._all([*called.args, *called.stars], depth, Contents(frozenset(called.keywords)))
        if called.method == "copy" and called.receiver is not None and not called.args:
            return self.contents(called.receiver, depth)
        if called.method in _DUMPING and called.receiver is not None:
            return self._fields(called.receiver)
        targets = [t for t in self._calls.targets(called) if t.first == 0]
        if any(t.function.ir.name == "__init__" for t in targets) or not targets:
            return self._fields(called)
        outcomes = [o.value for t in targets for o in self._graphs.of(t.function).returns]
        return self._all(outcomes, depth, if_none=_UNKNOWN)

    def _fields(self, value: Value) -> Contents:
        """The annotated fields of the classes that `value` may be an instance of."""
        typing = self._calls.typing
        keys: set[Key] = set()
        kinds = [kind for kind in typing.of(value) if not kind.of_class]
        for kind in kinds:
            lines = typing.lineage(kind.name)
            if not isinstance(lines[0], Class):
                return _UNKNOWN
            keys.update(name for line in lines if isinstance(line, Class) for name in self._graphs.fields(line))
        return Contents(frozenset(keys)) if kinds else _UNKNOWN


def _joined(contents: list[Contents]) -> Contents:
    keys: frozenset[Key] = frozenset().union(*(c.keys for c in contents))
    return Contents(keys, all(c.is_complete for c in contents))
