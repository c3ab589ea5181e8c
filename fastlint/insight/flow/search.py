"""Follows a value backwards to where it comes from, through the functions that hand it on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fastlint.insight.flow.calls import Calls, Target, is_self
from fastlint.insight.flow.entries import Entries
from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.guards import Judge
from fastlint.insight.flow.inputs import Inputs
from fastlint.insight.flow.question import Question
from fastlint.insight.flow.values import (
    ANY,
    Anonymous,
    Called,
    Caught,
    Changed,
    Choice,
    Computed,
    Constant,
    Entered,
    Free,
    Global,
    Input,
    Outcome,
    Part,
    Path,
    Record,
    Text,
    Value,
)
from fastlint.insight.types import Typing
from fastlint.model import Class, Function

_MOST_VISITS = 3000
_LONGEST_PATH = 4
_DEEPEST_STACK = 6
_KEEPS_SHAPE = frozenset({"model_dump", "dict", "copy", "deepcopy", "model_copy", "_asdict", "__dict__"})
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not", "not"})

Frames = tuple[tuple[Target, Facts | None], ...]


@dataclass(slots=True, eq=False)
class Visit:
    """One value on the way back from a sink. `before` is the visit it was reached from, nearer to the sink.

    `path` is the part of the value that matters, `frames` the calls whose inside the search is in, `note` what
    happened between the two visits, when that is worth telling, and `at` where; `doubt` as for sinks.
    """

    value: Value
    path: Path
    frames: Frames
    facts: Facts | None
    before: Visit | None = None
    note: str = ""
    at: Value | None = None
    doubt: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the way back ended: `kind` is "client", "call", "caught" or "unknown"; `what` names it for people."""

    kind: str
    what: str
    visit: Visit


class Search:
    """The ways back from one place, for one question."""

    def __init__(self, question: Question, calls: Calls, entries: Entries) -> None:
        self.question = question
        self.calls = calls
        self.typing: Typing = calls.typing
        self.graphs = calls.graphs
        self.entries = entries
        self.inputs = Inputs(question.sources, question.library, entries, self.typing)
        self.judge = Judge(question, self.typing, calls)
        self._inward = False

    def origins(self, start: Visit, *, inward: bool = False) -> Iterator[Origin]:
        """Every end of a way back from `start`, nearest first; harmless ways have none.

        With `inward` the search does not leave the function it starts in for its callers.
        """
        self._inward = inward
        queue = deque([start])
        seen: set[tuple[Value, Path, Frames]] = set()
        while queue and len(seen) < _MOST_VISITS:
            visit = queue.popleft()
            state = (visit.value, visit.path, visit.frames)
            if state in seen:
                continue
            seen.add(state)
            if self.judge.is_checked(visit.value, visit.path, visit.facts):
                continue
            for found in _EXPAND.get(type(visit.value), Search._ends)(self, visit, visit.value):
                if isinstance(found, Origin):
                    yield found
                else:
                    queue.append(found)

    def to(self, visit: Visit, value: Value, path: Path | None = None, note: str = "", **changed: Any) -> Visit:
        """The next visit from `visit`."""
        facts = changed.get("facts", visit.facts)
        frames = changed.get("frames", visit.frames)
        doubt = visit.doubt + changed.get("doubt", 0)
        return Visit(
            value,
            (visit.path if path is None else path)[:_LONGEST_PATH],
            frames,
            facts,
            visit,
            note,
            changed.get("at"),
            doubt,
        )

    # ------------------------------------------------------------ within a function

    def _ends(self, visit: Visit, value: Value) -> Iterator[Visit | Origin]:
        yield Origin("unknown", "", visit)

    def _constant(self, visit: Visit, value: Value) -> Iterator[Visit | Origin]:
        yield from ()

    def _part(self, visit: Visit, value: Part) -> Iterator[Visit | Origin]:
        name = f".{value.key}"
        if value.is_attribute and (name in self.question.library.trusted or name in self.question.cleaners):
            return
        what = self.inputs.accessed(value)
        if what is not None:
            if what:
                yield Origin("client", what, visit)
            return
        types = self.typing.of(value) if value.is_attribute else ()
        if types and all(t.name in self.question.library.textless for t in types):
            return
        yield self.to(visit, value.whole, (value.key, *visit.path))

    def _changed(self, visit: Visit, value: Changed) -> Iterator[Visit | Origin]:
        path = visit.path
        if not path or path[0] == ANY or value.key in (path[0], ANY):
            yield self.to(visit, value.part, path[1:])
        if not path or path[0] != value.key or value.key == ANY:
            yield self.to(visit, value.whole)

    def _record(self, visit: Visit, value: Record) -> Iterator[Visit | Origin]:
        path = visit.path
        for key, part in value.items.items():
            if not path or path[0] in (key, ANY):
                yield self.to(visit, part, path[1:])
        if not path or path[0] not in value.items:
            for part in value.rest:
                yield self.to(visit, part, path[1:])
            for part in value.spread:
                yield self.to(visit, part)

    def _text(self, visit: Visit, value: Text) -> Iterator[Visit | Origin]:
        passes = self.question.passes_text
        for index, part in enumerate(value.parts):
            if isinstance(part, Constant) or (passes is not None and not passes(value, index)):
                continue
            yield self.to(visit, part, (), "text")

    def _computed(self, visit: Visit, value: Computed) -> Iterator[Visit | Origin]:
        if value.operator not in _COMPARISONS:
            for operand in value.operands:
                yield self.to(visit, operand, visit.path if value.operator in ("or", "and", "|", "+") else ())

    def _choice(self, visit: Visit, value: Choice) -> Iterator[Visit | Origin]:
        for option, facts in value.options:
            yield self.to(visit, option, facts=facts)

    def _entered(self, visit: Visit, value: Entered) -> Iterator[Visit | Origin]:
        yield self.to(visit, value.context)

    def _anonymous(self, visit: Visit, value: Anonymous) -> Iterator[Visit | Origin]:
        if value.result is not None:
            yield self.to(visit, value.result, ())

    def _caught(self, visit: Visit, value: Caught) -> Iterator[Visit | Origin]:
        if self.question.sources.caught:
            yield Origin("caught", "a caught exception", visit)

    # ------------------------------------------------------------ names of other scopes

    def _free(self, visit: Visit, value: Free) -> Iterator[Visit | Origin]:
        found = self.graphs.free(value)
        for outer in found:
            yield self.to(visit, outer, facts=None, frames=())
        if not found:
            yield Origin("unknown", "", visit)

    def _global(self, visit: Visit, value: Global) -> Iterator[Visit | Origin]:
        dotted = self.graphs.follow(value.dotted)
        if dotted in self.question.sources.calls:
            yield Origin("call", self.question.sources.calls[dotted], visit)
            return
        for outer in self.graphs.variable(dotted):
            yield self.to(visit, outer, facts=None, frames=())

    # ------------------------------------------------------------ into and out of functions

    def _input(self, visit: Visit, value: Input) -> Iterator[Visit | Origin]:
        function = value.graph.function
        if function is None or self.inputs.is_textless(value, visit.path):
            return
        if value.graph.inputs.get(value.parameter.name) is not value:
            yield Origin("unknown", "", visit)  # a parameter of a lambda
            return
        if visit.frames:
            (target, facts), outer = visit.frames[-1], visit.frames[:-1]
            if target.function is function:
                yield from self._given(visit, target, value, facts, outer)
                return
        if self.question.sources.caught and function in self.entries.error_handlers:
            if value.parameter in function.ir.parameters[1:2]:
                yield Origin("caught", "an exception that nobody caught", visit)
            return
        if is_self(value):
            yield from self._attribute(visit, value)
            return
        yield from self._entering(visit, value, function)

    def _entering(self, visit: Visit, value: Input, function: Function) -> Iterator[Visit | Origin]:
        if self._inward:
            return
        provider = self.typing.provider(value)
        if provider is not None:
            what = self.inputs.scheme(provider)
            if what:
                yield Origin("client", what, visit)
            yield from self._provided(visit, provider)
            return
        if self.entries.is_entry(function):
            what = self.inputs.client(value, visit.path)
            if what:
                yield Origin("client", what, visit)
        callers = self.calls.callers(function)
        for target in callers:
            yield from self._given(visit, target, value, target.called.facts, ())
        if not callers and not self.entries.is_entry(function):
            yield Origin("unknown", f"parameter `{value.parameter.name}` of `{function.ir.name}`", visit)

    def _given(
        self, visit: Visit, target: Target, value: Input, facts: Facts | None, frames: Frames
    ) -> Iterator[Visit]:
        given = target.given(value.parameter, visit.path)
        doubt = 0 if target.is_certain else 1
        if given is not None:
            for argument, path in given:
                note = f"given to `{target.function.ir.name}` as `{value.parameter.name}`"
                yield self.to(visit, argument, path, note, at=target.called, facts=facts, frames=frames, doubt=doubt)
        elif value.parameter.default is not None:
            default = self.graphs.expression(value.graph.module, value.parameter.default, value.graph)
            yield self.to(visit, default, facts=None, frames=())

    def _attribute(self, visit: Visit, value: Input) -> Iterator[Visit | Origin]:
        """An attribute of `self`: whatever the class's methods and its subclasses' put there."""
        kinds = self.typing.of(value)
        if visit.path and kinds:
            yield from self._field(visit, kinds[0].name, str(visit.path[0]))
        elif not visit.path and value.graph.function is not None:
            for target in self.calls.callers(value.graph.function):
                yield from self._given(visit, target, value, target.called.facts, ())

    def _field(self, visit: Visit, cls: str, name: str) -> Iterator[Visit | Origin]:
        for line in self.typing.lineage(cls):
            if isinstance(line, Class):
                for stored in self.graphs.stored(line, name):
                    yield self.to(visit, stored, visit.path[1:], f"kept as `{name}`", facts=None, frames=())

    def _provided(self, visit: Visit, provider: Value) -> Iterator[Visit | Origin]:
        for function in self.typing.functions(provider):
            graph = self.graphs.of(function)
            for outcome in (*graph.returns, *graph.yields):
                note = f"given by the dependency `{function.ir.name}`"
                yield self.to(visit, outcome.value, None, note, at=visit.value, facts=outcome.facts, frames=())
        for kind in self.typing.of(provider):
            if kind.of_class and visit.path:
                yield from self._field(visit, kind.name, str(visit.path[0]))
                what = self.inputs.field(kind.name, visit.path)
                if what and not self.typing.method(kind.name, "__init__"):
                    yield Origin("client", what, visit)

    def _called(self, visit: Visit, value: Called) -> Iterator[Visit | Origin]:
        names = self.names(value)
        sources = self.question.sources.calls
        source = next((sources[name] for name in names if name in sources), None)
        if source is not None:
            yield Origin("call", source, visit)
            return
        accessed = self.inputs.accessed(value.function) if isinstance(value.function, Part) else None
        if accessed is not None:
            if accessed:
                yield Origin("client", accessed, visit)
            return
        library = self.question.library
        if any(name in self.question.cleaners or name in library.stops for name in names):
            return
        targets = self.calls.targets(value)
        if targets:
            for target in targets:
                yield from self._returned(visit, target)
            return
        yield from self._through(visit, value, names)

    def _returned(self, visit: Visit, target: Target) -> Iterator[Visit | Origin]:
        function, called = target.function, target.called
        if function.ir.name == "__init__":
            yield from self._constructed(visit, target)
            return
        types = self.typing.of_result(function) if function.ir.returns is not None else ()
        if types and all(t.name in self.question.library.textless for t in types):
            return
        graph = self.graphs.of(function)
        outcomes: list[Outcome] = [*graph.returns, *graph.yields]
        frames = (*visit.frames, (target, visit.facts))[-_DEEPEST_STACK:]
        note = f"given back by `{function.ir.name}`"
        doubt = 0 if target.is_certain else 1
        for outcome in outcomes:
            yield self.to(visit, outcome.value, None, note, at=called, facts=outcome.facts, frames=frames, doubt=doubt)
        if not outcomes and called.receiver is not None:
            yield Origin("unknown", "", visit)

    def _constructed(self, visit: Visit, target: Target) -> Iterator[Visit | Origin]:
        graph = self.graphs.of(target.function)
        if not visit.path:
            for argument in (*target.called.args, *target.called.keywords.values()):
                yield self.to(visit, argument, ())
            return
        frames = (*visit.frames, (target, visit.facts))[-_DEEPEST_STACK:]
        for _whole, key, stored in graph.stores:
            if key == visit.path[0]:
                yield self.to(visit, stored, visit.path[1:], f"kept as `{key}`", facts=None, frames=frames)

    def _through(self, visit: Visit, value: Called, names: tuple[str, ...]) -> Iterator[Visit | Origin]:
        """The result of code that is not the project's: what it is made from, as far as the tables and habit say."""
        passes = self.question.library.passes
        positions = next((passes[name] for name in names if name in passes), None)
        if positions is not None:
            yield from self._passed(visit, value, positions)
            return
        made = next((t for t in self.typing.of(value.function) if t.of_class), None)
        if made is not None and self.graphs.project.class_(made.name):
            yield from self._filled(visit, value, made.name)
        elif value.receiver is not None:
            path = visit.path if value.method in _KEEPS_SHAPE else ()
            yield self.to(visit, value.receiver, path, f"through `.{value.method}()`" if not path else "")
        else:
            yield Origin("unknown", "", visit)
            for argument in (*value.args, *value.keywords.values()):
                yield self.to(visit, argument, (), f"through `{names[0] if names else 'a call'}`", doubt=2)

    def _passed(self, visit: Visit, value: Called, positions: tuple[int, ...]) -> Iterator[Visit]:
        for position in positions:
            if position == -1:
                given = [value.receiver] if value.receiver is not None else []
            elif position == ALL:
                given = [*value.args, *value.keywords.values(), *value.stars]
            else:
                given = value.args[position : position + 1]
            for argument in given:
                yield self.to(visit, argument, visit.path if len(positions) == 1 else ())

    def _filled(self, visit: Visit, value: Called, cls: str) -> Iterator[Visit]:
        """An instance of a class without `__init__`: its keywords are its fields."""
        for name, argument in value.keywords.items():
            if not visit.path or visit.path[0] in (name, ANY):
                yield self.to(visit, argument, visit.path[1:])
        for argument in (*value.stars, *value.args):
            yield self.to(visit, argument)

    def names(self, value: Called) -> tuple[str, ...]:
        """The dotted names of what is called, and `.method` for a method."""
        names = self.typing.names(value)
        return (*names, f".{value.method}") if value.method else names


ALL = -2
"""As a position in `Library.passes`: every argument."""

_EXPAND: dict[type, Callable[[Search, Visit, Any], Iterator[Visit | Origin]]] = {
    Constant: Search._constant,
    Part: Search._part,
    Changed: Search._changed,
    Record: Search._record,
    Text: Search._text,
    Computed: Search._computed,
    Choice: Search._choice,
    Entered: Search._entered,
    Anonymous: Search._anonymous,
    Caught: Search._caught,
    Free: Search._free,
    Global: Search._global,
    Input: Search._input,
    Called: Search._called,
}
