"""How flows are told: the same words, confidence and persona for every rule of the family."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fastlint.insight.flow import Flow
from fastlint.rule import Confidence, Finding, Persona, Severity, Step

_MOST_OTHERS = 4


def once(flows: Iterable[Flow]) -> Iterator[Flow]:
    """One flow for each origin and function: the first place of harm, whose trace names those after it."""
    first: dict[tuple[object, object], Flow] = {}
    others: dict[tuple[object, object], list[Step]] = {}
    for flow in flows:
        key = (flow.values[0], flow.place.graph)
        if key not in first:
            first[key] = flow
        elif flow.span != first[key].span and len(others.setdefault(key, [])) < _MOST_OTHERS:
            others[key].append(Step(flow.span, f"{flow.arrival} here, too"))
    for place, flow in first.items():
        yield replace(flow, trace=(*flow.trace, *others.get(place, ())))


def told(flow: Flow, danger: str, advice: str) -> Finding:
    """A value of the client's that arrives: an error when the way is sure, a lead for auditors when it is not."""
    message = f"{flow.what[0].upper()}{flow.what[1:]} {danger}: {advice}"
    persona = Persona.AUDITOR if flow.confidence is Confidence.LOW else None
    return Finding(flow.span, message, flow.confidence, flow.trace, flow.route, persona=persona)


def lead(flow: Flow, danger: str, advice: str) -> Finding:
    """A value of which nothing is known but that it is no constant: for auditors."""
    message = f"A value that is no constant {danger}: {advice}"
    return Finding(flow.span, message, Confidence.LOW, flow.trace, severity=Severity.WARNING, persona=Persona.AUDITOR)
