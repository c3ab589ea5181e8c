"""State-changing route without authentication.

Anybody who can reach the server can create, change or delete what the route writes. Depend on the guard that other
routes use, at the route, its router or its inclusion; or list a path that is public on purpose under `public-paths`.

A route is protected when a dependency at any level, a middleware or the handler itself refuses callers without
credentials; whether made-up ones pass is another rule's question. Login, registration, password reset, probes and
webhooks that check a signature are public on purpose; routes under a condition, and those whose protection cannot be
told, are left out. An application that authenticates nobody gets one finding, and its routes are listed for auditors,
as are those of routers that no application includes. It does not see gateways.

```python bad
from fastapi import Depends, FastAPI, Header, HTTPException

def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)

app = FastAPI()

@app.post("/items", dependencies=[Depends(check_key)])
def create_item(name: str): ...

@app.delete("/items/{item_id}")  # expect: missing-auth-dependency
def delete_item(item_id: int): ...
```

```python good
from fastapi import Depends, FastAPI, Header, HTTPException

def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)

app = FastAPI(dependencies=[Depends(check_key)])

@app.delete("/items/{item_id}")
def delete_item(item_id: int): ...
```
"""

from collections.abc import Iterator

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.calls import ReachedCalls
from fastlint.insight.declared import Declared
from fastlint.rule import Finding, Persona, Project, Severity, rule

from .guards import ANY_ADVICE, advice_on, is_open, neighbours, way_in
from .purpose import needs_caller


@rule("FL101", severity=Severity.ERROR, guideline="AUTH-1", since="0.1", cwe=(306,), owasp=("API2", "API5"))
def missing_auth_dependency(
    project: Project, auth: AuthCoverage, declared: Declared, reached: ReachedCalls
) -> Iterator[Finding]:
    for app in project.apps:
        exposed = {r.span: r for r in app.routes if is_open(r, auth) and needs_caller(r, declared, reached)}
        if not exposed or app.module.is_test:
            continue
        nearby = neighbours(app, project)
        is_unguarded = all(is_open(route, auth) for route in nearby)
        if is_unguarded and not app.is_fragment:
            routes = "1 route that changes" if len(exposed) == 1 else f"{len(exposed)} routes that change"
            yield Finding(app.span, f"`{app.name}` authenticates nobody and has {routes} state. {ANY_ADVICE}.")
        for route in exposed.values():
            what = f"`{route}` changes state and nothing authenticates its caller. {advice_on(route, nearby, auth)}."
            persona = Persona.AUDITOR if is_unguarded else None
            yield Finding(route.span, what, trace=way_in(route), route=route, persona=persona)
