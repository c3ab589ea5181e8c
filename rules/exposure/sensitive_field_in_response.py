"""Response schema with a password, hash, secret or token.

Everybody who may call the route gets the field, and so does every log and cache on the way. A hash can be guessed
offline, a token used at once. Answer with a schema of its own that leaves the field out, or declare it
`Field(exclude=True)`.

The rule goes through response models and return annotations, inherited and nested fields included. Routes and
schemas whose purpose is to hand out tokens or keys are not reported for those, nor are fields that `exclude=True` or
`response_model_exclude` keep back, `SecretStr`, which shows asterisks, flags and numbers. Without a response model it
looks at mappings that the handler returns, and at the environment. Other names for secrets are not known to it.

```python bad
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()

class User(BaseModel):
    name: str
    hashed_password: str

@app.get("/users/{name}")  # expect: sensitive-field-in-response
def read_user(name: str) -> User:
    return load_user(name)
```

```python good
from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()

class UserOut(BaseModel):
    name: str

class User(UserOut):
    hashed_password: str = Field(exclude=True)

@app.get("/users/{name}", response_model=UserOut)
def read_user(name: str) -> User:
    return load_user(name)

@app.get("/internal/users/{name}")
def read_whole_user(name: str) -> User:
    return load_user(name)
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flows
from fastlint.insight.responses import Responses, Shown
from fastlint.rule import Confidence, Finding, Project, Route, Severity, Step, rule

from ..knowledge.library import LIBRARY
from .naming import is_undeclared, telling_fields
from .returned import returned_secrets

ADVICE = "answer with a schema that leaves it out"


@rule("FL406", severity=Severity.ERROR, guideline="API-4", since="0.1", cwe=(200, 213), owasp=("API3",))
def sensitive_field_in_response(project: Project, responses: Responses, flows: Flows) -> Iterator[Finding]:
    told = set()
    for route in project.routes:
        if route.module.is_test or route.handler is None or route.span in told:
            continue
        told.add(route.span)
        telling = telling_fields(list(responses.fields_of(route, LIBRARY)), route)
        if telling:
            yield _finding(route, telling)
        elif is_undeclared(route):
            for value, what in returned_secrets(flows.graphs.of(route.handler), route):
                message = f"`{route}` answers with {what}: {ADVICE}."
                yield Finding(value.graph.module.span(value.node), message, Confidence.MEDIUM, route=route)


def _finding(route: Route, telling: list[tuple[Confidence, Shown]]) -> Finding:
    names = list(dict.fromkeys(".".join(field.path) for _, field in telling))
    some = ", ".join(f"`{name}`" for name in names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    best = Confidence.HIGH if any(c is Confidence.HIGH for c, _ in telling) else Confidence.MEDIUM
    owner = telling[0][1].owner.ir.name
    message = f"The response of `{route}` carries {some}, declared in `{owner}`: {ADVICE}."
    trace = tuple(Step(f.span, f"`{f.owner.ir.name}` declares `{f.name}`") for _, f in telling)
    return Finding(route.span, message, best, trace, route)
