"""Method and path that an earlier route already serves.

The first route that matches answers; the later one is dead code that looks alive, and OpenAPI shows only one of
them. Remove one, or give it a path of its own. Names of path parameters make no difference: `/{id}` and
`/{item_id}` are the same path. The rule leaves out routes that exist only under a condition, one handler that was
registered twice, and what a mounted app serves for another one.

```python bad
from fastapi import FastAPI

app = FastAPI()

@app.get("/items/{item_id}")
def read_item(item_id: int):
    return {"id": item_id}

@app.get("/items/{name}")  # expect: duplicate-route
def read_item_by_name(name: str):
    return {"name": name}
```

```python good
from fastapi import FastAPI

app = FastAPI()

@app.get("/items/{item_id}")
def read_item(item_id: int):
    return {"id": item_id}

@app.get("/items/by-name/{name}")
def read_item_by_name(name: str):
    return {"name": name}
```
"""

from collections.abc import Iterator

from fastlint.rule import App, Finding, Severity, Step, rule

from .precedence import is_same_path, once, overlaps


@rule("FL802", severity=Severity.ERROR, guideline="FW", since="0.1")
def duplicate_route(app: App) -> Iterator[Finding]:
    for earlier, later in once(overlaps(app)):
        if is_same_path(earlier, later):
            served = ", ".join(method for method in later.methods if method in earlier.methods) or "WS"
            name = earlier.handler.ir.name if earlier.handler else earlier.endpoint
            what = f"`{name}` already serves `{served}` on this path, `{later.path}`"
            message = f"{what}: this handler never answers it. Remove one, or change its path."
            trace = (Step(earlier.span, f"`{earlier}` is registered first"),)
            yield Finding(later.span, message, trace=trace, route=later)
