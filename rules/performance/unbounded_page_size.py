"""Page size that a client may choose without bound.

`?limit=100000000` reads, holds and sends a whole table, as often as somebody asks for it. Give the parameter an upper
bound: `limit: Annotated[int, Query(ge=1, le=100)] = 20`.

The rule looks at whole numbers in the query that are called like a page size, of handlers and of their dependencies,
for `le` or `lt` on the parameter or its alias. A function that caps or checks the number itself (`min(limit, 100)`,
a comparison) is not reported.

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

from fastlint.insight.flow import Called, Flows, made_of
from fastlint.insight.types import Typing
from fastlint.model import Function, Parameter, nodes
from fastlint.rule import Finding, Project, Route, Severity, rule

from ..knowledge.library import LIBRARY
from .lists import is_page_size

BOUNDS = ("le", "lt", "max_value")
NUMBERS = ("int", "PositiveInt", "NonNegativeInt", "Optional[int", "None | int", "conint")
CAPPING = ("min", "clamp", "validate", "check", "cap", "bound", "clip", "sanitize")


@rule("FL704", severity=Severity.WARNING, guideline="API-7", since="0.1", cwe=(770,), owasp=("API4",))
def unbounded_page_size(project: Project, flows: Flows) -> Iterator[Finding]:
    typing, told = flows.calls(LIBRARY).typing, set()
    for route in project.routes:
        for function, parameter in _sizes(route):
            if parameter.span in told:
                continue
            told.add(parameter.span)
            if not _is_bounded(function, parameter, typing) and not _is_capped(function, parameter, flows):
                message = (
                    f"`{parameter.alias or parameter.name}` of `{route}` has no upper bound, so that one request may "
                    "ask for everything: give it one, as in `Query(ge=1, le=100)`"
                )
                yield Finding(parameter.span, message, route=route)


def _sizes(route: Route) -> Iterator[tuple[Function, Parameter]]:
    """The parameters of a GET route that say how many, each with its function."""
    if "GET" not in route.methods or route.module.is_test:
        return
    below = [d for top in route.dependencies for d in top.walk() if d.function is not None]
    for function, parameters in ((route.handler, route.parameters), *((d.function, d.parameters) for d in below)):
        for parameter in parameters if function is not None else ():
            is_number = parameter.source == "query" and parameter.annotation.startswith(NUMBERS)
            if function is not None and is_number and is_page_size(parameter, parameters):
                yield function, parameter


def _is_bounded(function: Function, parameter: Parameter, typing: Typing) -> bool:
    """Whether the parameter's marker, type or alias has an upper bound."""
    written = next((p for p in function.ir.parameters if p.name == parameter.name), None)
    if written is None:
        return True
    metadata = typing.annotations.metadata(function.module, written.annotation)[1] if written.annotation else ()
    calls = [side for side in (written.default, *metadata) if isinstance(side, nodes.Call)]
    return any(call.keyword(bound) is not None or _is_spread(call) for call in calls for bound in BOUNDS)


def _is_spread(call: nodes.Call) -> bool:
    return any(not keyword.name for keyword in call.keywords)


def _is_capped(function: Function, parameter: Parameter, flows: Flows) -> bool:
    """Whether the function compares the number with something, or gives it to what caps it."""
    graph = flows.graphs.of(function)
    value = graph.inputs.get(parameter.name)
    if value is None or any(value in made_of(test) for test, _, _ in graph.tests):
        return True
    return any(value in called.args and _name(called).startswith(CAPPING) for called in graph.calls)


def _name(called: Called) -> str:
    return called.method or str(getattr(called.function, "dotted", "")).rpartition(".")[2]
