"""Status 204 together with a body.

A response with status 204, 205 or 304 has no body. FastAPI refuses such a route with a response model when the app
is built, drops what its handler returns, and sends a `Response` with content as it is, which servers break off.
Return nothing, or answer 200. The rule reports values that surely are something; the result of a call may be None.

```python bad
from fastapi import FastAPI

app = FastAPI()

@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int):
    return {"deleted": item_id}  # expect: body-with-204
```

```python good
from fastapi import FastAPI

app = FastAPI()

@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int) -> None:
    items.pop(item_id)
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Constant, Flows, Global, Value
from fastlint.rule import Finding, Function, Route, Severity, rule

from ..knowledge.responses import BODILESS, RENDERING
from .results import is_something, place_of, typing_of


@rule("FL811", severity=Severity.ERROR, guideline="API-2", since="0.1")
def body_with_204(route: Route, flows: Flows) -> Iterator[Finding]:
    if route.kind != "http" or route.handler is None:
        return
    for called, status in _responses(route.handler, flows):
        message = (
            f"This response has a body and status {status}, which allows none: servers break it off. Use `Response`."
        )
        yield Finding(called.graph.module.span(called.node), message, route=route)
    if route.status_code not in BODILESS:
        return
    if route.response_model not in ("", "?"):
        what = f"`{route}` answers {route.status_code}, which has no body, and declares `{route.response_model}`"
        yield Finding(route.span, f"{what}: FastAPI refuses it. Drop the model, or answer 200.", route=route)
        return
    for value in _returned(route.handler, flows):
        message = f"This value is never sent: `{route}` answers {route.status_code}, which has no body."
        yield Finding(place_of(value), f"{message} Return nothing, or answer 200.", route=route)


def _returned(handler: Function, flows: Flows) -> Iterator[Value]:
    typing = typing_of(flows)
    for outcome in flows.graphs.of(handler).returns:
        if is_something(outcome.value, typing):
            yield outcome.value


def _responses(handler: Function, flows: Flows) -> Iterator[tuple[Called, int]]:
    """Responses that always render a body, made with a status that allows none."""
    typing = typing_of(flows)
    for called in flows.graphs.of(handler).calls:
        if RENDERING.isdisjoint(typing.names(called)):
            continue
        given = called.argument(1, "status_code")
        status = given.value if isinstance(given, Constant) else _named(given)
        if status in BODILESS and isinstance(status, int):
            yield called, status


def _named(value: Value | None) -> int | None:
    """204 for `status.HTTP_204_NO_CONTENT`."""
    name = value.dotted.rpartition(".")[2] if isinstance(value, Global) else ""
    code = name.removeprefix("HTTP_")[:3]
    return int(code) if name.startswith("HTTP_") and code.isdigit() else None
