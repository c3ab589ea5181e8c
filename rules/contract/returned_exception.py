"""Exception that is returned instead of raised.

FastAPI sends what a handler returns as the body of a success: a returned `HTTPException(404)` reaches the client with
status 200 and the exception's fields, another exception as an empty object; and a guard that returns its refusal lets
everybody pass. Raise it. The rule follows variables and functions of the project that make the exception.

```python bad
from fastapi import FastAPI, HTTPException

app = FastAPI()

@app.get("/items/{item_id}")
def read_item(item_id: int):
    if item_id not in items:
        return HTTPException(status_code=404, detail="No such item")  # expect: returned-exception
    return items[item_id]
```

```python good
from fastapi import FastAPI, HTTPException

app = FastAPI()

@app.get("/items/{item_id}")
def read_item(item_id: int):
    if item_id not in items:
        raise HTTPException(status_code=404, detail="No such item")
    return items[item_id]
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flows
from fastlint.rule import Finding, Function, Project, Severity, rule

from .results import is_exception, place_of, typing_of


@rule("FL816", severity=Severity.ERROR, guideline="ERR-1", since="0.1")
def returned_exception(project: Project, flows: Flows) -> Iterator[Finding]:
    for function, role in _entries(project).items():
        for outcome in flows.graphs.of(function).returns:
            if is_exception(outcome.value, typing_of(flows)):
                yield Finding(place_of(outcome.value), f"An exception is returned, {role}. Raise it.")


def _entries(project: Project) -> dict[Function, str]:
    """Handlers and dependencies, and what becomes of an exception that they return."""
    found: dict[Function, str] = {}
    for route in project.routes:
        if route.handler is not None and route.kind == "http" and not route.module.is_test:
            found.setdefault(route.handler, "so the client gets it as a success with status 200")
            for dependency in route.effective():
                if dependency.function is not None and dependency.function.ir.name != "__init__":
                    found.setdefault(dependency.function, "so the request goes on with the exception as a value")
    return found
