"""Route without a response model.

Without one FastAPI sends whatever the handler returns: fields that a table gains later reach clients, and OpenAPI
says nothing of the answer. Annotate what the handler returns, or give `response_model=`. Routes that return responses
of their own, streams, templates or nothing need none, nor do those outside the schema.

```python bad
from fastapi import FastAPI

app = FastAPI()

@app.get("/users/{user_id}")
def read_user(user_id: int):  # expect: missing-response-model
    return database.find(user_id)
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()

class User(BaseModel):
    name: str

@app.get("/users/{user_id}")
def read_user(user_id: int) -> User:
    return User(name=database.find(user_id).name)
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flows
from fastlint.rule import Finding, Function, Persona, Project, Route, Severity, rule

from ..knowledge.responses import BODILESS
from .results import is_response, typing_of

_SAYING = frozenset({"response_model", "response_class"})


@rule("FL814", severity=Severity.NOTE, persona=Persona.PEDANTIC, guideline="API-4", since="0.1", owasp=("API3",))
def missing_response_model(project: Project, flows: Flows) -> Iterator[Finding]:
    routes = {route.handler: route for route in project.routes if _could_have_one(route)}
    for handler, route in routes.items():
        if handler is not None and _returns_data(handler, flows):
            advice = "annotate what the handler returns, or give `response_model=`"
            yield Finding(handler.span, f"`{route}` declares no response model: {advice}.", route=route)


def _could_have_one(route: Route) -> bool:
    if route.module.is_test or route.kind != "http" or not route.include_in_schema or route.response_model:
        return False
    return (
        _SAYING.isdisjoint(route.given) and (route.status_code or 200) // 100 == 2 and route.status_code not in BODILESS
    )


def _returns_data(handler: Function, flows: Flows) -> bool:
    """Whether it has no annotation and returns something that is no response."""
    if handler.ir.returns is not None or handler.ir.is_generator:
        return False
    returned = [outcome.value for outcome in flows.graphs.of(handler).returns]
    return bool(returned) and not any(is_response(value, typing_of(flows)) for value in returned)
