"""Request body in a GET or HEAD route.

Browsers, proxies and many clients drop the body of a GET, so the route cannot be called by them. Mostly the body is
there by accident: a list without `Query()` and a model without `Depends()` or `Query()` are taken from the body.
Take the values from the query, or use POST. Bodies of DELETE, which some clients send, are told to pedants.

```python bad
from fastapi import FastAPI

app = FastAPI()

@app.get("/items")
def list_items(ids: list[int]):  # expect: body-in-get
    return ids
```

```python good
from typing import Annotated
from fastapi import FastAPI, Query

app = FastAPI()

@app.get("/items")
def list_items(ids: Annotated[list[int], Query()]):
    return ids
```
"""

from collections.abc import Iterator

from fastlint.rule import Finding, Persona, Route, Severity, rule

from .asked import asked_parameters

_BODIES = frozenset({"body", "form", "file"})
_SEARCH = ("search", "query", "_search")


@rule("FL813", severity=Severity.WARNING, guideline="API-1", since="0.1")
def body_in_get(route: Route) -> Iterator[Finding]:
    methods = set(route.methods)
    if not methods or not methods <= {"GET", "HEAD", "DELETE"} or route.path.rstrip("/").endswith(_SEARCH):
        return
    persona = Persona.PEDANTIC if "DELETE" in methods else None
    for parameter in asked_parameters(route):
        if parameter.source in _BODIES:
            what = f"`{parameter.name}` is taken from the body of `{route}`, which many clients cannot send"
            advice = "Use POST, or take it from the query if it is no secret."
            yield Finding(parameter.span, f"{what}. {advice}", route=route, persona=persona)
