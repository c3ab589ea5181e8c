"""Error returned with status 200.

Clients, proxies, caches and monitoring go by the status: an error that says 200 is taken for a success, retried by
nobody and counted nowhere. Raise `HTTPException` with a fitting status, or return a `JSONResponse` with one.

Reported are handlers that return a mapping with `error`, with a status or flag that says so or a message alone that
does, also in a `JSONResponse` without a status, and those that return a mapping and a number as other frameworks
allow, which FastAPI sends as a list. Answers whose model declares the
format, handlers that set the status of the injected response, and JSON-RPC are not;
neither are webhooks, whose callers send again what they get no 200 for.

```python bad
from fastapi import FastAPI

app = FastAPI()

@app.get("/items/{item_id}")
def read_item(item_id: int):
    item = find(item_id)
    if item is None:
        return {"error": "Item not found"}  # expect: error-returned-as-success
    return item
```

```python good
from fastapi import FastAPI, HTTPException

app = FastAPI()

@app.get("/items/{item_id}")
def read_item(item_id: int):
    item = find(item_id)
    if item is None:
        raise HTTPException(404, "Item not found")
    return item
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flows, Record, Value
from fastlint.insight.types import Typing
from fastlint.rule import Confidence, Finding, Project, Route, Severity, rule

from ..knowledge.library import LIBRARY
from .failures import ASKING, HOOKS, alternatives, failure, sets_status, status_beside
from .naming import is_undeclared

ADVICE = "raise `HTTPException`, or return a `JSONResponse` with its status"


@rule("FL410", severity=Severity.WARNING, guideline="API-3", since="0.1", cwe=(393,))
def error_returned_as_success(project: Project, flows: Flows) -> Iterator[Finding]:
    told = set()
    for route in project.routes:
        if route.handler is None or route.kind != "http" or route.module.is_test or route.handler in told:
            continue
        told.add(route.handler)
        graph = flows.graphs.of(route.handler)
        if (route.status_code or 200) < 300 and not sets_status(graph):
            for value in (value for outcome in graph.returns for value in alternatives(outcome.value)):
                yield from _returned(route, value, flows.calls(LIBRARY).typing)


def _is_about_state(route: Route) -> bool:
    """Whether the route is asked how something is, so that a failure is an answer."""
    return any(map(ASKING.search, (route.path.rstrip("/").rpartition("/")[2], route.endpoint.rpartition(":")[2])))


def _is_acknowledged(route: Route) -> bool:
    """Whether another service calls, which would call again after an error."""
    names = route.handler.body.names if route.handler is not None else ()
    return any(map(HOOKS.search, (route.path, route.endpoint, *names)))


def _returned(route: Route, value: Value, typing: Typing) -> Iterator[Finding]:
    span = value.graph.module.span(value.node)
    status = status_beside(value)
    if status:
        message = f"`{route}` answers 200 with a list: `return body, {status}` sets no status in FastAPI; {ADVICE}."
        yield Finding(span, message, route=route)
    elif is_undeclared(route) or not isinstance(value, Record):
        confidence = failure(value, typing)
        is_meant = _is_about_state(route) or _is_acknowledged(route)
        if confidence is not None and not (confidence is Confidence.MEDIUM and is_meant):
            yield Finding(span, f"`{route}` reports an error with status 200: {ADVICE}.", confidence, route=route)
