"""A body is taken as it comes.

Without a schema nothing checks what the client sends: missing keys fail somewhere inside, wrong types are stored, and
the documentation says nothing about the body. Declare a Pydantic model with the fields that the handler uses.

Receivers of webhooks, which check a signature over the raw bytes, and proxies, which pass a body on unread, are not
reported.

```python bad
from fastapi import FastAPI

app = FastAPI()

@app.post("/orders")
def create_order(order: dict):  # expect: unvalidated-body
    return {"article": order["article"]}
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()

class Order(BaseModel):
    article: str

@app.post("/orders")
def create_order(order: Order):
    return {"article": order.article}
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Flows, Graph, Input, Value
from fastlint.insight.types import Typing
from fastlint.model import Span
from fastlint.rule import Finding, Function, Persona, Project, Route, Severity, rule

from ..knowledge.bodies import METHODS_WITH_BODY, READERS, VALIDATING, is_by_design, is_open, is_passed_on
from ..knowledge.library import LIBRARY

ADVICE = "declare a Pydantic model with the fields that the handler uses"


@rule("FL221", severity=Severity.WARNING, guideline="SEC-1", since="0.1", cwe=(20,), persona=Persona.PEDANTIC)
def unvalidated_body(project: Project, flows: Flows) -> Iterator[Finding]:
    typing, seen = flows.calls(LIBRARY).typing, set[Span]()
    for route in project.routes:
        if route.handler is None or is_by_design(route) or METHODS_WITH_BODY.isdisjoint(route.methods):
            continue
        for span, what in _bodies(flows, typing, route, route.handler):
            if span not in seen:
                seen.add(span)
                yield Finding(span, f"{what}, so nothing checks what the client sends: {ADVICE}", route=route)


def _bodies(flows: Flows, typing: Typing, route: Route, handler: Function) -> Iterator[tuple[Span, str]]:
    """The places where the handler takes a body without a schema, and what it takes it as."""
    graph = flows.graphs.of(handler)
    bodies = {parameter.name for parameter in route.parameters if parameter.source == "body"}
    for name, value in graph.inputs.items():
        if name in bodies and is_open(typing.of(value)) and not _is_cared_for(graph, typing, value):
            yield graph.module.span(value.parameter), f"Body parameter `{name}` has no schema"
    for called in graph.calls:
        is_read = isinstance(called.receiver, Input) and not READERS.isdisjoint(typing.names(called))
        if is_read and not _is_cared_for(graph, typing, called):
            yield graph.module.span(called.node), "`Request.json` gives the body without a schema"


def _is_cared_for(graph: Graph, typing: Typing, value: Value) -> bool:
    """Whether the handler checks the body against a schema itself, or passes it on unread."""
    return is_passed_on(graph, value) or any(_validates(typing, called, value) for called in graph.calls)


def _validates(typing: Typing, called: Called, value: Value) -> bool:
    name = called.method or getattr(called.function, "dotted", "").rpartition(".")[2]
    if value in called.stars:
        kinds = [kind.name for kind in typing.of(called.function) if kind.of_class]
        return any(line == "pydantic.BaseModel" for kind in kinds for line in typing.lineage(kind))
    return name in VALIDATING and value in called.args
