"""Where values go: from what a client sends, or another origin, to where it does harm, through any number of functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastlint.finding import Confidence, Step
from fastlint.insight import insight
from fastlint.insight.flow.calls import Calls
from fastlint.insight.flow.entries import Entries
from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.library import Library
from fastlint.insight.flow.question import Guards, Question, Sink, Sources
from fastlint.insight.flow.search import ALL, Origin, Search, Visit
from fastlint.insight.flow.texts import pieces
from fastlint.insight.flow.trace import span_of, steps, way
from fastlint.insight.flow.values import Called, Graph, Text, Value
from fastlint.insight.types import Typing
from fastlint.model import Function, Module, Project, Route
from fastlint.source.span import Span

__all__ = ["ALL", "Flow", "Flows", "Guards", "Library", "Question", "Sink", "Sources", "Text", "Value"]

_CONFIDENCE = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


@dataclass(frozen=True, slots=True)
class Flow:
    """A value that arrives at a sink.

    `kind` is "client" for what a client sends, "call" for what a source gives, "caught" for an exception, "unknown"
    for a value of which only is known that it is no constant. `what` names the origin. `values` are the values on the
    way, origin first.
    """

    sink: Sink
    called: Called
    kind: str
    what: str
    values: tuple[Value, ...]
    trace: tuple[Step, ...]
    doubt: int
    route: Route | None

    @property
    def span(self) -> Span:
        """The call that the value arrives at."""
        return span_of(self.called)

    @property
    def confidence(self) -> Confidence:
        """How sure the way is."""
        return _CONFIDENCE[min(self.doubt, 2)]

    @property
    def is_from_client(self) -> bool:
        """Whether a client chooses the value."""
        return self.kind == "client"

    @property
    def is_certain_sink(self) -> bool:
        """Whether types, and not only a name, say what the value arrives at."""
        return self.sink.doubt == 0

    @property
    def pieces(self) -> list[object]:
        """The text that arrives: literal pieces, `HOLE` for the value, `OTHER` for other values."""
        return pieces(self.values)


@insight
class Flows:
    """Flows of values through the project."""

    def __init__(self, project: Project, graphs: Graphs) -> None:
        self.project = project
        self.graphs = graphs
        self._calls: dict[Library, Calls] = {}
        self._searches: dict[Question, Search] = {}
        self._entries: Entries | None = None

    @property
    def entries(self) -> Entries:
        """Handlers and dependencies."""
        if self._entries is None:
            self._entries = Entries(self.graphs)
        return self._entries

    def calls(self, library: Library) -> Calls:
        """The call graph, as far as `library` helps to tell."""
        if library not in self._calls:
            self._calls[library] = Calls(self.graphs, Typing(self.graphs, library))
        return self._calls[library]

    def search(self, question: Question) -> Search:
        """The searches for one question; what one finds out, the others know."""
        if question not in self._searches:
            self._searches[question] = Search(question, self.calls(question.library), self.entries)
        return self._searches[question]

    def into(self, question: Question) -> Iterator[Flow]:
        """For each sink in the project's code (tests left out), the surest flow into it, if any."""
        search = self.search(question)
        for called, sink in self.sinks(question):
            flow = self._flow(search, called, sink)
            if flow is not None:
                yield flow

    def sinks(self, question: Question) -> Iterator[tuple[Called, Sink]]:
        """The calls whose name and receiver fit a sink, in order of place."""
        calls = self.calls(question.library)
        by_name: dict[str, list[Sink]] = {}
        for sink in question.sinks:
            by_name.setdefault(sink.callable, []).append(sink)
        lasts = sorted({sink.callable.rpartition(".")[2] for sink in question.sinks})
        scopes = {scope for last in lasts for scope in calls.holding(last)}
        for scope in self._ordered(scopes):
            for called in scope.calls:
                for name in _matching(calls.typing, called, by_name):
                    for sink in by_name[name]:
                        yield called, sink

    def _ordered(self, scopes: set[Function | Module]) -> Iterator[Graph]:
        for module in self.project.modules.values():
            if module.is_test:
                continue
            if module in scopes:
                yield self.graphs.top(module)
            for function in module.functions:
                if function in scopes:
                    yield self.graphs.of(function)

    def _flow(self, search: Search, called: Called, sink: Sink) -> Flow | None:
        best: Origin | None = None
        for value in _given(called, sink):
            start = Visit(value, (), (), called.facts, doubt=sink.doubt)
            for origin in search.origins(start):
                if best is None or _rank(origin) < _rank(best):
                    best = origin
                if best.kind != "unknown" and best.visit.doubt == 0:
                    break
        return self._told(best, called, sink) if best else None

    def _told(self, origin: Origin, called: Called, sink: Sink) -> Flow:
        function = origin.visit.value.graph.function
        routes = self.entries.routes(function) if function else []
        what = origin.what or "a value that is no constant"
        last = Step(span_of(called), f"reaches {sink.kind or 'the call'}")
        values = tuple(visit.value for visit in way(origin))
        trace = steps(origin, f"{what} comes in here", last) if origin.kind != "unknown" else ()
        return Flow(sink, called, origin.kind, what, values, trace, origin.visit.doubt, routes[0] if routes else None)


def _rank(origin: Origin) -> tuple[bool, int]:
    return origin.kind == "unknown", origin.visit.doubt


def _matching(typing: Typing, called: Called, by_name: dict[str, list[Sink]]) -> Iterator[str]:
    names = typing.names(called)
    found = [name for name in dict.fromkeys(names) if name in by_name]
    if found:
        yield found[0]
    elif called.method and f".{called.method}" in by_name and not names and not typing.functions(called.function):
        yield f".{called.method}"


def _given(called: Called, sink: Sink) -> list[Value]:
    if sink.argument == -1:
        return [called.receiver] if called.receiver is not None else []
    if sink.argument == ALL:
        return [*called.args, *called.keywords.values(), *called.stars]
    value = called.argument(sink.argument, sink.keyword)
    return [value] if value is not None else []
