"""The way from an origin to a sink, as steps that people can follow."""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.finding import Step
from fastlint.insight.flow.values import Called, Input, Text, Value
from fastlint.insight.flow.visits import Origin, Visit
from fastlint.source.span import Span

_MOST_STEPS = 30


def span_of(value: Value) -> Span:
    """Where a value is written."""
    return value.graph.module.span(value.node)


def way(origin: Origin) -> list[Visit]:
    """The visits from the origin to the sink."""
    visits = [origin.visit]
    while visits[-1].before is not None:
        visits.append(visits[-1].before)
    return visits


def steps(origin: Origin, first: str, last: Step) -> tuple[Step, ...]:
    """The trace: where the value comes from, what happens to it, where it ends."""
    visits = way(origin)
    found = [Step(span_of(origin.visit.value), first)]
    for visit in visits:
        for step in _steps(visit):
            if step.span != found[-1].span:
                found.append(step)
    if found[-1].span != last.span:
        found.append(last)
    else:
        found[-1] = last
    return tuple(found[: _MOST_STEPS - 1] + found[-1:] if len(found) > _MOST_STEPS else found)


def _steps(visit: Visit) -> Iterator[Step]:
    """What happens between `visit` and the visit nearer to the sink."""
    if not visit.note or visit.before is None:
        return
    nearer = visit.before.value
    if visit.note == "text":
        yield Step(span_of(nearer), "put into text")
    elif visit.note.startswith("through") and isinstance(nearer, (Called, Text)):
        yield Step(span_of(nearer), f"goes {visit.note}")
    else:
        yield Step(span_of(visit.at or visit.value), visit.note)
        if visit.note.startswith("given to") and isinstance(nearer, Input):
            yield Step(span_of(nearer), f"is `{nearer.parameter.name}` in `{nearer.graph.name}`")
