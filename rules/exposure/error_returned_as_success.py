"""Error returned with status 200.

Clients, proxies, caches and monitoring go by the status: an error that says 200 is taken for a success, retried by
nobody and counted nowhere. Raise `HTTPException` with a fitting status, or return a `JSONResponse` with one.

Reported are handlers that return a mapping with `error`, or with a status or flag that says so, and those that return
a mapping and a number as other frameworks allow, which FastAPI sends as a list. Answers whose model declares the
format, handlers that set the status of the injected response, and JSON-RPC are not.

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

from fastlint.insight.flow import Choice, Constant, Flows, Graph, Record, Value
from fastlint.model import nodes
from fastlint.rule import Confidence, Finding, Project, Route, Severity, rule

UNDECLARED = frozenset({"", "dict", "Dict", "dict[str, Any]", "Dict[str, Any]", "dict[str, str]", "Any", "object"})
ERRORS = frozenset({"error", "err", "error_message", "error_msg"})
FLAGS = frozenset({"success", "ok", "succeeded"})
STATES = frozenset({"status", "state", "result"})
FAILED = frozenset({"error", "fail", "failed", "failure", "ko"})
OTHERS = frozenset({"jsonrpc", "active", "data", "result", "results", "items"})
ADVICE = "raise `HTTPException`, or return a `JSONResponse` with its status"


@rule("FL410", severity=Severity.WARNING, guideline="API-3", since="0.1", cwe=(393,))
def error_returned_as_success(project: Project, flows: Flows) -> Iterator[Finding]:
    told = set()
    for route in project.routes:
        if route.handler is None or route.kind != "http" or route.module.is_test or route.handler in told:
            continue
        told.add(route.handler)
        graph = flows.graphs.of(route.handler)
        if (route.status_code or 200) < 300 and not _sets_status(graph):
            for value in (value for outcome in graph.returns for value in _options(outcome.value)):
                yield from _returned(route, value)


def _returned(route: Route, value: Value) -> Iterator[Finding]:
    span = value.graph.module.span(value.node)
    status = _status_beside(value)
    if status:
        message = f"`{route}` answers 200 with a list: `return body, {status}` sets no status in FastAPI; {ADVICE}."
        yield Finding(span, message, route=route)
    elif route.response_model in UNDECLARED and isinstance(value, Record):
        confidence = _failure(value)
        if confidence is not None:
            yield Finding(span, f"`{route}` reports an error with status 200: {ADVICE}.", confidence, route=route)


def _options(value: Value) -> list[Value]:
    return [option for option, _ in value.options] if isinstance(value, Choice) else [value]


def _status_beside(value: Value) -> int:
    """The status in `return {...}, 404`, 0 for anything else."""
    if not (isinstance(value, Record) and isinstance(value.node, nodes.Sequence) and len(value.items) == 2):
        return 0
    status = value.items.get(1)
    is_pair = value.node.kind == "tuple" and isinstance(value.items.get(0), Record)
    number = status.value if isinstance(status, Constant) and type(status.value) is int else 0
    return int(number) if is_pair and 400 <= int(number) < 600 else 0


def _failure(record: Record) -> Confidence | None:
    """How sure it is that a mapping reports a failure."""
    if not isinstance(record.node, nodes.Mapping) or not OTHERS.isdisjoint(map(str, record.items)):
        return None
    for key, value in record.items.items():
        said = value.value if isinstance(value, Constant) else ...
        if key in ERRORS and said is not None and said is not False and said != "":
            return Confidence.HIGH if len(record.items) == 1 or isinstance(value, Constant) else Confidence.MEDIUM
        if (key in FLAGS and said is False) or (key in STATES and isinstance(said, str) and said.lower() in FAILED):
            return Confidence.MEDIUM
    return None


def _sets_status(graph: Graph) -> bool:
    """Whether the handler sets the status of the response that is injected."""
    return any(key == "status_code" for _, key, _ in graph.stores)
