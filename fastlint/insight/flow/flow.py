"""A flow: a value that arrives where it does harm, and the way it took."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastlint.finding import Confidence, Step
from fastlint.insight.flow.question import Sink
from fastlint.insight.flow.texts import pieces
from fastlint.insight.flow.trace import span_of
from fastlint.insight.flow.values import Graph, Value
from fastlint.model import Route
from fastlint.source.span import Span

_CONFIDENCE = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


@dataclass(frozen=True, slots=True)
class Flow:
    """A value that arrives at a sink.

    `kind` is "client" for what a client sends, "call" for what a source gives, "caught" for an exception, "unknown"
    for a value of which only is known that it is no constant, "stored" for one out of a database. `what` names the
    origin. `values` are the values on the
    way, origin first. For a caught exception, `caught` names the classes that the handler catches and `raised` those
    that the
    project's own code raises there.
    """

    sink: Sink
    place: Value
    kind: str
    what: str
    values: tuple[Value, ...]
    trace: tuple[Step, ...]
    doubt: int
    route: Route | None
    caught: tuple[str, ...] = ()
    raised: frozenset[str] = frozenset()

    @property
    def span(self) -> Span:
        """The call that the value arrives at, or the result it leaves a function in."""
        return span_of(self.place)

    @property
    def confidence(self) -> Confidence:
        """How sure it is that the value arrives, and arrives at such a sink."""
        return _CONFIDENCE[min(self.doubt, 2)]

    @property
    def confidence_of_way(self) -> Confidence:
        """How sure it is that the value arrives."""
        return _CONFIDENCE[min(self.doubt - self.sink.doubt, 2)]

    def doubted(self, degrees: int = 1) -> Flow:
        """The same flow, less sure."""
        return replace(self, doubt=self.doubt + degrees)

    @property
    def graphs(self) -> list[Graph]:
        """The functions on the way."""
        return list(dict.fromkeys(value.graph for value in self.values))

    @property
    def is_from_client(self) -> bool:
        """Whether a client chooses the value."""
        return self.kind == "client"

    @property
    def arrival(self) -> str:
        """What becomes of it, in words."""
        return f"reaches {self.sink.kind or 'the call'}"

    @property
    def is_certain_sink(self) -> bool:
        """Whether types, and not only a name, say what the value arrives at."""
        return self.sink.doubt == 0

    @property
    def is_handed_on(self) -> bool:
        """Whether the result of the call it arrives at is an argument of another call."""
        return any(self.place in (*c.args, *c.keywords.values()) for c in self.place.graph.calls)

    @property
    def pieces(self) -> list[object]:
        """The text that arrives: literal pieces, `HOLE` for the value, `OTHER` for other values."""
        return pieces(self.values)
