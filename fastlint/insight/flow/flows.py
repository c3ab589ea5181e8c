"""Flows, and the insight that finds them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from copy import copy

from fastlint.finding import Step
from fastlint.insight import insight
from fastlint.insight.declared import Declared
from fastlint.insight.flow.arriving import given_to, matching
from fastlint.insight.flow.calls import Calls
from fastlint.insight.flow.declarations import Declarations
from fastlint.insight.flow.entries import Entries
from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.flow import Flow
from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.flow.library import Library
from fastlint.insight.flow.places import made_of
from fastlint.insight.flow.question import Question, Sink
from fastlint.insight.flow.raising import caught_classes, raised_in
from fastlint.insight.flow.search import Search
from fastlint.insight.flow.trace import span_of, steps, way
from fastlint.insight.flow.values import Called, Caught, Global, Graph, Path, Value
from fastlint.insight.flow.visits import Origin, Visit
from fastlint.insight.types import Typing
from fastlint.ir import nodes
from fastlint.ir.walk import subexpressions
from fastlint.model import Class, Function, Module, Project


@insight
class Flows:
    """Flows of values through the project."""

    def __init__(self, project: Project, graphs: Graphs, entries: Entries, declared: Declared) -> None:
        self.project = project
        self.graphs = graphs
        self.entries = entries
        self._declared = Declarations(project, declared)
        self._calls: dict[Library, Calls] = {}
        self._searches: dict[Question, Search] = {}
        self._chosen: dict[tuple[Question, Called, Sink], bool] = {}
        self._compared: dict[Function, frozenset[str]] = {}  # shared by what `asked_by` gives, like the others

    def asked_by(self, is_meant: Callable[[str], bool]) -> Flows:
        """The same for one rule, with what the project declares for it; `is_meant` says whether a name is its own."""
        own = copy(self)
        own._declared = self._declared.meant_for(is_meant)
        return own

    def calls(self, library: Library) -> Calls:
        """The call graph, as far as `library` helps to tell."""
        if library not in self._calls:
            self._calls[library] = Calls(self.graphs, Typing(self.graphs, library))
        return self._calls[library]

    def search(self, question: Question) -> Search:
        """The searches for one question; what one finds out, the others know."""
        question = self._declared.added_to(question)
        if question not in self._searches:
            self._searches[question] = Search(question, self.calls(question.library), self.entries)
        return self._searches[question]

    def into(self, question: Question) -> Iterator[Flow]:
        """For each sink in the project's code (tests left out), the surest flow into it, if any.

        A flow that goes through another sink on its way is told there only.
        """
        search = self.search(question)
        found = list(self.sinks(question))
        inner = {called for called, _ in found}
        for called, sink in found:
            flow = self._flow(search, called, sink)
            if flow is not None and inner.isdisjoint(flow.values):
                yield flow

    def from_calls(self, question: Question) -> Iterator[Flow]:
        """Those flows of `into` that begin at one of `sources.calls`; where none is made, nothing is followed."""
        holding = self.calls(question.library).holding
        if any(holding(dotted.rpartition(".")[2]) for dotted in question.sources.calls):
            yield from (flow for flow in self.into(question) if flow.kind == "call")

    def sinks(self, question: Question) -> Iterator[tuple[Called, Sink]]:
        """The calls whose name and receiver fit a sink, in order of place."""
        question = self._declared.added_to(question)
        calls = self.calls(question.library)
        by_name: dict[str, list[Sink]] = {}
        for sink in question.sinks:
            by_name.setdefault(sink.callable, []).append(sink)
        lasts = frozenset(sink.callable.rpartition(".")[2] for sink in question.sinks)
        scopes = {scope for last in lasts for scope in calls.holding(last)}
        for scope in self._ordered(scopes):
            for called in (one for call in scope.calls for one in (call, calls.handed(call)) if one is not None):
                for name in matching(calls.typing, called, by_name) if self._may_be(called, lasts) else ():
                    yield from ((called, sink) for sink in by_name[name] if sink.when is None or sink.when(called))

    def _may_be(self, called: Called, lasts: frozenset[str]) -> bool:
        """Whether the last part of what is called is among `lasts`; to find the whole name takes longer."""
        if called.method:
            return called.method in lasts
        if not isinstance(called.function, Global):
            return True
        dotted = called.function.dotted
        return not lasts.isdisjoint(name.rpartition(".")[2] for name in (dotted, self.graphs.follow(dotted)))

    def graphs_holding(self, names: Iterable[str], library: Library) -> Iterator[Graph]:
        """The graphs of functions and modules (tests left out) in which something so called is called."""
        calls = self.calls(library)
        return self._ordered({scope for name in names for scope in calls.holding(name)})

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
        starts = [Visit(value, sink.path, (), called.facts, doubt=sink.doubt) for value in given_to(called, sink)]
        if search.question.among is not None and not self._is_chosen(search.question.among, called, sink, starts):
            return None
        best = _best(origin for start in starts for origin in search.origins(start))
        return self._told(search, best, called, sink) if best else None

    def _is_chosen(self, question: Question, called: Called, sink: Sink, starts: Iterable[Visit]) -> bool:
        """Whether anything that arrives at a sink begins at a client or a source; asked once for each sink."""
        place = (question, called, sink)
        if place not in self._chosen:
            origins = (origin for start in starts for origin in self.search(question).origins(copy(start)))
            self._chosen[place] = any(origin.kind in ("client", "call") for origin in origins)
        return self._chosen[place]

    def handed_on(self, question: Question, kinds: frozenset[str], sink: Sink) -> Iterator[Flow]:
        """For each call of the project's code in a handler that is given an instance of `kinds`, the surest flow."""
        search, calls = self.search(question), self.calls(question.library)
        for function in self.entries.handlers:
            graph = self.graphs.of(function)
            asked = {value for test, _, _ in graph.tests for value in made_of(test)}
            own = [called for called in graph.calls if calls.targets(called)] if not function.module.is_test else []
            for called in own if asked.isdisjoint(own) else ():  # else the project's code is asked whether it may be
                for value in (*called.args, *called.keywords.values()):
                    if calls.typing.is_kind(value, kinds):
                        best = _best(search.origins(Visit(value, (), (), called.facts, doubt=sink.doubt)))
                        if best is not None:
                            yield self._told(search, best, called, sink)

    def returned(self, question: Question) -> Iterator[Flow]:
        """For each handler that answers with a value from one of `question`'s origins, the surest flow there."""
        search = self.search(question)
        calls, sink = self.calls(question.library), Sink("return", kind="the client")
        inner = {called for called, _ in self.sinks(question)}
        waiting, seen = deque(self._emitters(question)), set[Function]()
        while waiting:
            function = waiting.popleft()
            if function in seen or function.module.is_test:
                continue
            seen.add(function)
            origin = self._leaving(search, function)
            if origin is None:
                continue
            if (function in self.entries.handlers or function in self.entries.error_handlers) and inner.isdisjoint(
                visit.value for visit in way(origin)
            ):
                yield self._told(search, origin, _last_in_function(origin), sink)
            waiting.extend(
                target.called.graph.function for target in calls.callers(function) if target.called.graph.function
            )

    def origin(self, question: Question, value: Value, path: Path = (), facts: Facts | None = None) -> Flow | None:
        """The surest origin of any value, or of a part of it, as a flow into the place where it stands."""
        search = self.search(question)
        best = _best(search.origins(Visit(value, path, (), facts)))
        return self._told(search, best, value, Sink("value", kind="this place")) if best else None

    def constructed(self, library: Library) -> Iterator[tuple[Called, Class]]:
        """Every call with keywords, tests left out, that makes an instance of a class of the project."""
        typing = self.calls(library).typing
        names = {cls.ir.name for module in self.project.modules.values() for cls in module.classes}
        for graph in self.graphs_holding(sorted(names), library):
            for called in graph.calls:
                for kind in typing.of(called.function) if called.keywords else ():
                    cls = self.project.class_(kind.name) if kind.of_class else None
                    if cls is not None:
                        yield called, cls

    def graphs_comparing(self, names: Callable[[str], str]) -> Iterator[Graph]:
        """The graphs of functions (tests left out) that compare something called so that `names` says what it is."""
        for module in self.project.modules.values():
            for function in module.functions if not module.is_test else ():
                if function not in self._compared:
                    self._compared[function] = frozenset(_compared(function))
                if any(map(names, self._compared[function])):
                    yield self.graphs.of(function)

    def answered(self, question: Question, handlers: Iterable[Function], kind: str) -> Iterator[Flow]:
        """For each of some handlers whose result is a sink by itself, the surest flow into it; `kind` as for sinks."""
        search, sink = self.search(question), Sink("return", kind=kind)
        for function in handlers:
            for outcome in self.graphs.of(function).returns:
                best = _best(search.origins(Visit(outcome.value, (), (), outcome.facts)))
                if best is not None:
                    yield self._told(search, best, outcome.value, sink)

    def handlers_given(self, keyword: str, value: str) -> Iterator[Function]:
        """The handlers whose decorator is given `value`, a dotted name, for `keyword`."""
        for function in self.entries.handlers:
            for decorator in function.ir.decorators:
                given = decorator.keyword(keyword) if isinstance(decorator, nodes.Call) else None
                if given is not None and self.graphs.name(function.module, given) == value:
                    yield function

    def _emitters(self, question: Question) -> Iterator[Function]:
        """The functions in which an origin may come up: they name an exception that they catch, or call a source."""
        if question.sources.caught:
            for function in self.project.functions:
                if function in self.entries.error_handlers or any(map(_is_naming, function.body.statements)):
                    yield function
        for last in sorted({dotted.rpartition(".")[2] for dotted in question.sources.calls}):
            for scope in self.calls(question.library).holding(last):
                if isinstance(scope, Function):
                    yield scope

    def _leaving(self, search: Search, function: Function) -> Origin | None:
        graph = self.graphs.of(function)
        starts = [Visit(o.value, (), (), o.facts, is_inward=True) for o in (*graph.returns, *graph.yields)]
        return _best(o for start in starts for o in search.origins(start) if o.kind not in ("unknown", "stored"))

    def _told(self, search: Search, origin: Origin, place: Value, sink: Sink) -> Flow:
        function = origin.visit.value.graph.function
        routes = self.entries.routes(function) if function else []
        what = origin.what or "a value that is no constant"
        values = tuple(visit.value for visit in way(origin))
        last = Step(span_of(values[-1] if sink.callable == "return" else place), f"reaches {sink.kind or 'the call'}")
        trace = steps(origin, f"{what} comes in here", last)
        caught, raised = self._exceptions(search, origin.visit.value) if origin.kind == "caught" else ((), frozenset())
        route = routes[0] if routes else None
        return Flow(sink, place, origin.kind, what, values, trace, origin.visit.doubt, route, caught, raised)

    def _exceptions(self, search: Search, value: Value) -> tuple[tuple[str, ...], frozenset[str]]:
        if isinstance(value, Caught):
            return caught_classes(search.calls, value), raised_in(search.calls, value)
        function = value.graph.function
        return (self.entries.error_handlers[function] if function else ()), frozenset()


def _compared(function: Function) -> Iterator[str]:
    """The names in what a function compares with `==` or `!=`."""
    for expression in function.body.expressions:
        if isinstance(expression, nodes.Operation) and expression.operator in ("==", "!="):
            for inner in subexpressions(expression):
                if isinstance(inner, (nodes.Ref, nodes.Attribute)):
                    yield inner.name


def _is_naming(statement: nodes.Stmt) -> bool:
    return isinstance(statement, nodes.Try) and any(handler.name for handler in statement.handlers)


def _best(origins: Iterable[Origin]) -> Origin | None:
    best: Origin | None = None
    for origin in origins:
        if best is None or _rank(origin) < _rank(best):
            best = origin
        if best.kind not in ("unknown", "stored") and best.visit.doubt == 0:
            break
    return best


def _last_in_function(origin: Origin) -> Value:
    """The value in which the origin leaves its function."""
    graph = origin.visit.value.graph
    inside = [visit.value for visit in way(origin) if visit.value.graph is graph]
    return inside[-1]


def _rank(origin: Origin) -> tuple[bool, int]:
    return origin.kind in ("unknown", "stored"), origin.visit.doubt
