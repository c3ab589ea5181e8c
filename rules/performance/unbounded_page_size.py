"""Page size that a client may choose without bound.

`?limit=100000000` reads, holds and sends a whole table, as often as somebody asks for it. Give the parameter an upper
bound: `limit: Annotated[int, Query(ge=1, le=100)] = 20`.

The rule looks at whole numbers in the query that are called like a page size, of handlers and of their dependencies,
for `le` or `lt` on the parameter or its alias. Where the number is capped or compared with a bound (`min(limit, 100)`,
`limit > 100`) it is not reported, be it in a function that it is handed to.

```python bad
from fastapi import FastAPI

app = FastAPI()

@app.get("/items")
def list_items(limit: int = 20):  # expect: unbounded-page-size
    return load_items(limit)
```

```python good
from typing import Annotated
from fastapi import FastAPI, Query

app = FastAPI()

@app.get("/items")
def list_items(limit: Annotated[int, Query(ge=1, le=100)] = 20):
    return load_items(limit)
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flows
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.library import LIBRARY
from .capping import is_capped
from .page_sizes import is_bounded, sizes


@rule("FL704", severity=Severity.WARNING, guideline="API-7", since="0.1", cwe=(770,), owasp=("API4",))
def unbounded_page_size(project: Project, flows: Flows) -> Iterator[Finding]:
    typing, told = flows.calls(LIBRARY).typing, set()
    for route in project.routes:
        for function, parameter in sizes(route):
            if parameter.span in told:
                continue
            told.add(parameter.span)
            if not is_bounded(function, parameter, typing) and not is_capped(route, function, parameter, flows):
                message = (
                    f"`{parameter.alias or parameter.name}` of `{route}` has no upper bound, so that one request may "
                    "ask for everything: give it one, as in `Query(ge=1, le=100)`"
                )
                yield Finding(parameter.span, message, route=route)
