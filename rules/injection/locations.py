"""Where a handler writes the Location header into a response that it has: `response.headers["Location"] = target`."""

from collections.abc import Iterator
from dataclasses import replace

from fastlint.insight.flow import Changed, Flow, Flows, Graph, Question, Value, made_of
from fastlint.model import Function, Span, nodes
from fastlint.rule import Project, Step


def located(project: Project, flows: Flows, targets: Question) -> Iterator[tuple[Flow, Span]]:
    """What a client writes there, and where; less sure where the code tests it."""
    for graph, written in _locations(project, flows):
        found = flows.origin(targets, written.part)
        if found is not None and found.is_from_client:
            tested = {inner for test, _, _ in graph.tests for inner in made_of(test)}
            found = found if tested.isdisjoint(found.values) else found.doubted(2)
            place = graph.module.span(written.node)
            yield replace(found, trace=(*found.trace, Step(place, "is written to the Location header"))), place


def _locations(project: Project, flows: Flows) -> Iterator[tuple[Graph, Changed]]:
    """What is written there, tests left out."""
    for module in project.modules.values():
        for function in module.functions if not module.is_test else ():
            if _writes_one(function):
                graph = flows.graphs.of(function)
                held = [value for values in graph.bindings.values() for value in values]
                yield from ((graph, written) for written in dict.fromkeys(_written(held)))


def _writes_one(function: Function) -> bool:
    targets = (t for s in function.body.statements if isinstance(s, nodes.Assign) for t in s.targets)
    return any(
        isinstance(t, nodes.Subscript)
        and isinstance(t.index, nodes.Literal)
        and str(t.index.value).lower() == "location"
        and getattr(t.value, "name", "") == "headers"
        for t in targets
    )


def _written(held: list[Value]) -> Iterator[Changed]:
    for value in held:
        inner = value.part if isinstance(value, Changed) and value.key == "headers" else None
        if isinstance(inner, Changed) and str(inner.key).lower() == "location":
            yield inner
