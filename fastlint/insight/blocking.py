"""Where a coroutine keeps the event loop waiting: blocking calls in it, and those that the functions it calls make."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fastlint.finding import Confidence, Step
from fastlint.insight import insight
from fastlint.insight.flow import Flows
from fastlint.insight.flow.activations import Activation, Activations
from fastlint.insight.flow.arguments import Arguments
from fastlint.insight.flow.calls import Calls
from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.library import Library
from fastlint.insight.flow.targets import Target
from fastlint.insight.flow.trace import span_of
from fastlint.insight.flow.values import Called, Computed, Value
from fastlint.insight.kernel import reads_kernel
from fastlint.insight.memoised import first_calls
from fastlint.ir import nodes
from fastlint.ir.walk import subexpressions
from fastlint.model import Function, Route, Span

_DEEPEST = 6
_TAKING = frozenset({"add_task", "submit", "run_in_executor"})
"""Methods of workers that take a function to run."""
_CONFIDENCE = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


@dataclass(frozen=True, slots=True)
class Wait:
    """What a blocking call spends its time with, and what to use instead; `doubt` is 0 where it is long for sure."""

    doing: str
    instead: str
    doubt: int = 0


@dataclass(frozen=True, eq=False)
class Blockers:
    """Callables that hold up their thread, by dotted name; `prefix.*` stands for every function below `prefix`.

    `quick` are exceptions from such a pattern, in the same form. `cached` are names of decorators whose function runs
    once. `running` are decorators of generators that a `with` runs, `scheduling` are last names of functions that
    take coroutines, `queueing` those of methods that leave a job to a worker.
    """

    library: Library
    calls: Mapping[str, Wait]
    quick: frozenset[str] = frozenset()
    cached: frozenset[str] = frozenset()
    running: frozenset[str] = frozenset()
    scheduling: frozenset[str] = frozenset()
    queueing: frozenset[str] = frozenset()

    def wait(self, name: str) -> Wait | None:
        """What the callable with that name waits for; None when it does not."""
        exact = self.calls.get(name)
        if exact is not None or name.rpartition(".")[2][:1].isupper():
            return exact
        prefix = name
        while prefix and name not in self.quick:
            prefix = prefix.rpartition(".")[0]
            pattern = f"{prefix}.*"
            if pattern in self.quick:
                return None
            if pattern in self.calls:
                return self.calls[pattern]
        return None


@dataclass(frozen=True, slots=True)
class Blocking:
    """A call in `coroutine` that blocks.

    `name` is the callable that waits in the end and `receiver` its object's class, "" for a plain function; `through`
    is the function of the project that leads to it, None where the coroutine calls it itself. `route` is one that
    runs the coroutine. `trace` leads from its handler or dependency to the wait.
    """

    coroutine: Function
    span: Span
    name: str
    wait: Wait
    through: Function | None
    route: Route | None
    doubt: int
    trace: tuple[Step, ...]

    @property
    def confidence(self) -> Confidence:
        """How sure it is that this call is made, and takes long."""
        return _CONFIDENCE[min(self.doubt, 2)]

    @property
    def receiver(self) -> str:
        """The class whose method waits."""
        owner = self.name.rpartition(".")[0]
        return owner if owner.rpartition(".")[2][:1].isupper() else ""


@dataclass(frozen=True, slots=True)
class _Chain:
    """Calls that lead to a blocking one, the blocking one last, and what is called there."""

    calls: tuple[Called, ...]
    name: str
    wait: Wait
    doubt: int


@dataclass(frozen=True, slots=True)
class _Reached:
    """A coroutine that the event loop runs, and the way there from a handler, dependency or middleware."""

    activation: Activation
    route: Route | None
    steps: tuple[Step, ...]
    doubt: int = 0

    @property
    def function(self) -> Function:
        """The coroutine itself."""
        return self.activation.function


@insight
class BlockingCalls:
    """Blocking calls on the event loop, while it serves requests."""

    def __init__(self, flows: Flows) -> None:
        self._flows = flows
        self._activations: dict[Library, Activations] = {}

    def on_the_loop(self, blockers: Blockers) -> Iterator[Blocking]:
        """Each call that blocks, in each coroutine that routes reach, tests and what runs at start-up left out."""
        calls = self._flows.calls(blockers.library)
        activations = self._activations.setdefault(blockers.library, Activations(calls))
        search = _Search(calls, blockers, activations)
        waiting, seen = deque(self._entered(activations)), set[Activation]()
        while waiting:
            reached = waiting.popleft()
            if reached.activation not in seen and not reached.function.module.is_test:
                seen.add(reached.activation)
                yield from search.in_coroutine(reached)
                waiting.extend(search.awaited_in(reached))

    def _entered(self, activations: Activations) -> Iterator[_Reached]:
        """The coroutines that the framework calls for a request."""
        entries = self._flows.entries
        for functions, role in ((entries.handlers, "handles"), (entries.dependencies, "runs for")):
            for function, routes in functions.items():
                if function.is_async:
                    route = routes[0] if routes else None
                    step = Step(function.span, f"{role} `{route}`" if route else f"{role} a route")
                    yield _Reached(activations.entered(function), route, (step,))
        for app in self._flows.project.apps:
            for entry in app.middleware:
                if entry.function is not None and entry.function.is_async:
                    step = Step(entry.function.span, "runs for every request")
                    yield _Reached(activations.entered(entry.function), None, (step,))


class _Search:
    """Goes down from coroutines; what lies below a plain function is found out once for the same constants."""

    def __init__(self, calls: Calls, blockers: Blockers, activations: Activations) -> None:
        self._calls = calls
        self._blockers = blockers
        self._activations = activations
        self._below: dict[Activation, _Chain | None] = {}

    def in_coroutine(self, reached: _Reached) -> Iterator[Blocking]:
        """The calls in a coroutine that block."""
        for called in self._run_by(reached.activation):
            chain = self._chain(called, reached.activation.arguments, 0)
            if chain is not None:
                yield self._told(reached, chain)

    def awaited_in(self, reached: _Reached) -> Iterator[_Reached]:
        """The coroutines of the project that a coroutine calls."""
        arguments = reached.activation.arguments
        for called in self._calls.graphs.of(reached.function).calls:
            is_for_worker = isinstance(called.node, nodes.Call) and _last(called.node.func) in self._blockers.queueing
            for target in self._calls.run_here(called) if is_for_worker else self._calls.targets(called):
                if target.function.is_async and not arguments.rules_out(called.facts):
                    step = Step(span_of(called), f"calls `{target.function.ir.name}`")
                    activation = self._activations.of(target, arguments)
                    doubt = reached.doubt + (not target.is_certain)
                    yield _Reached(activation, reached.route, (*reached.steps, step), doubt)

    def _told(self, reached: _Reached, chain: _Chain) -> Blocking:
        first, last = chain.calls[0], chain.calls[-1]
        steps = [Step(span_of(c), f"calls `{t.ir.name}`") for c in chain.calls[:-1] for t in self._plain(c)[:1]]
        trace = (*reached.steps, *steps, Step(span_of(last), f"`{chain.name}` {chain.wait.doing}"))
        through = self._plain(first)[0] if len(chain.calls) > 1 else None
        return Blocking(
            coroutine=reached.function,
            span=span_of(first),
            name=chain.name,
            wait=chain.wait,
            through=through,
            route=reached.route,
            doubt=chain.doubt + reached.doubt,
            trace=trace if len(trace) > 2 else (),
        )

    def _chain(self, called: Called, arguments: Arguments, depth: int) -> _Chain | None:
        """The shortest doubt from a call to one that blocks."""
        for name in self._calls.typing.names(called):
            wait = self._blockers.wait(name)
            if wait is not None and not reads_kernel(called):
                return _Chain((called,), name, wait, wait.doubt)
        best: _Chain | None = None
        for target in self._direct(called) if depth < _DEEPEST else ():
            below = self._in_function(self._activations.of(target, arguments), depth + 1)
            if below is not None:
                doubt = below.doubt + (not target.is_certain)
                if best is None or doubt < best.doubt:
                    best = _Chain((called, *below.calls), below.name, below.wait, doubt)
        return best

    def _in_function(self, activation: Activation, depth: int) -> _Chain | None:
        if activation in self._below:
            return self._below[activation]
        self._below[activation] = None
        found = (self._chain(called, activation.arguments, depth) for called in self._run_by(activation))
        self._below[activation] = min(filter(None, found), key=lambda chain: chain.doubt, default=None)
        return self._below[activation]

    def _plain(self, called: Called) -> list[Function]:
        return [target.function for target in self._direct(called)]

    def _direct(self, called: Called) -> list[Target]:
        """The plain functions whose code a call runs then and there, in its own thread."""
        targets = [t for t in self._calls.run_here(called) if not t.function.is_async]
        return [t for t in targets if not self._is_deferred(t.function, called)]

    def _is_deferred(self, function: Function, called: Called) -> bool:
        """Whether the function runs once at most, later, or only while somebody goes through what it gives."""
        decorators = {_last(d.func if isinstance(d, nodes.Call) else d) for d in function.ir.decorators}
        if not decorators.isdisjoint(self._blockers.cached):
            return True
        if not function.ir.is_generator or not decorators.isdisjoint(self._blockers.running):
            return False
        caller = called.graph.function
        return caller is None or id(called.node) not in _gone_through(caller)

    def _run_by(self, activation: Activation) -> Iterator[Called]:
        """The calls that a function makes itself, each once, without those that it awaits, puts into a lambda, makes
        the first time only, in place of a worker, or not with what it is given."""
        function, arguments = activation.function, activation.arguments
        own = {id(call) for call in function.body.calls} - _awaited(function, self._blockers.scheduling)
        own -= first_calls(function)
        graph = self._calls.graphs.of(function)
        workers = {called.receiver for called in graph.calls if called.method in _TAKING}
        for called in graph.calls:
            is_made = id(called.node) in own and not arguments.rules_out(called.facts)
            if is_made and not any(_is_missing(fact, workers) for fact in called.facts or ()):
                own.remove(id(called.node))
                yield called


def _is_missing(fact: Facts, workers: set[Value | None]) -> bool:
    """Whether it is known that a worker is not there, which would else take what is done here."""
    asked = fact.value
    if isinstance(asked, Computed) and asked.operator in ("is", "is not"):
        return fact.outcome is (asked.operator == "is") and asked.operands[0] in workers
    return fact.outcome is False and asked in workers


def _awaited(function: Function, scheduling: frozenset[str]) -> set[int]:
    """The calls whose result is awaited: they give coroutines, and blocking ones do not."""
    found: set[int] = set()
    for expression in function.body.expressions:
        if isinstance(expression, nodes.Await):
            found.add(id(expression.value))
        elif isinstance(expression, nodes.Call) and _last(expression.func) in scheduling:
            for argument in (*expression.args, *(k.value for k in expression.keywords)):
                found.update(id(inner) for inner in subexpressions(argument))
    for statement in function.body.statements:
        if isinstance(statement, nodes.With) and statement.is_async:
            found.update(id(context) for context, _ in statement.items)
        elif isinstance(statement, nodes.For) and statement.is_async:
            found.add(id(statement.iterable))
    return found


def _gone_through(function: Function) -> set[int]:
    """The iterables of the loops and comprehensions of a function."""
    loops = (s for s in function.body.statements if isinstance(s, nodes.For))
    made = (e for e in function.body.expressions if isinstance(e, nodes.Comprehension))
    return {id(loop.iterable) for loop in loops} | {id(c.iterable) for e in made for c in e.clauses}


def _last(node: nodes.Expr) -> str:
    return node.name if isinstance(node, (nodes.Ref, nodes.Attribute)) else ""
