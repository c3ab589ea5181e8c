"""State-changing route without authentication.

Anybody who can reach the server can create, change or delete what the route writes. Depend on the guard that other
routes use, at the route, its router or its inclusion; or list a path that is public on purpose under `public-paths`.

A route is protected when a dependency at any level, a middleware or the handler itself refuses callers without
credentials; whether made-up ones pass is another rule's question. Login, registration, password reset, probes and
webhooks that check a signature are public on purpose; routes under a condition, and those whose protection cannot be
told, are left out. A guard that refuses, or is added, only when a setting says so, which it does not by default, gets
one finding for all its routes. An application that authenticates nobody gets one finding, and its routes are listed for
auditors, as are those of routers that no application includes. It does not see gateways.

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

from collections import Counter
from collections.abc import Iterator

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.calls import ReachedCalls
from fastlint.insight.declared import Declared
from fastlint.insight.flow import Flows
from fastlint.insight.reach import Reach
from fastlint.rule import App, Confidence, Finding, Persona, Project, Route, Severity, rule

from ..knowledge.secrets import EXAMPLE_FOLDERS
from .checking import may_turn_away
from .dropped import runs_check
from .guards import ANY_ADVICE, Advice, is_open, neighbours, way_in
from .purpose import needs_caller
from .switched import Switch, hides_refusal, switch_of


@rule("FL101", severity=Severity.ERROR, guideline="AUTH-1", since="0.1", cwe=(306,), owasp=("API2", "API5"))
def missing_auth_dependency(
    project: Project, auth: AuthCoverage, declared: Declared, reached: ReachedCalls, reach: Reach, flows: Flows
) -> Iterator[Finding]:
    for app in project.apps:
        open_routes = [r for r in app.routes if is_open(r, auth) and needs_caller(r, project, declared, reached)]
        if not open_routes or app.module.is_test or not EXAMPLE_FOLDERS.isdisjoint(app.module.path.split("/")[:-1]):
            continue
        exposed = {_place(route): route for route in reversed(open_routes)}
        nearby = neighbours(app, project)
        is_unguarded = all(is_open(route, auth) for route in nearby)
        switches = {r: found for r in exposed.values() if (found := switch_of(r, auth))}
        if is_unguarded and not app.is_fragment and not switches:
            yield _authenticates_nobody(app, open_routes, any(may_turn_away(r, reach) for r in exposed.values()))
        yield from _switched_off(list(switches.values()))
        advice = Advice(nearby, auth)
        for route in reversed(exposed.values()):
            if runs_check(route, flows, reach):
                continue  # whether that check refuses depends on what nobody sees here
            what = f"`{route}` changes state and nothing authenticates its caller. {advice.on(route)}."
            is_lead = is_unguarded or route in switches or "?" in route.path or hides_refusal(route)
            persona = Persona.AUDITOR if is_lead else None
            yield Finding(route.span, what, trace=way_in(route), route=route, persona=persona)


def _place(route: Route) -> object:
    """Where it is mended: at the handler whose decorators register it, else where it is registered."""
    handler, span = route.handler, route.span
    is_decorated = handler is not None and handler.span.path == span.path and span.start_line < handler.span.start_line
    return handler if is_decorated else span


def _authenticates_nobody(app: App, routes: list[Route], is_doubtful: bool) -> Finding:
    """Of an application in which no route refuses anybody; a lead where handlers look at credentials themselves."""
    count = "1 route that changes" if len(routes) == 1 else f"{len(routes)} routes that change"
    message = f"`{app.name}` authenticates nobody and has {count} state. {ANY_ADVICE}."
    confidence, persona = (Confidence.LOW, Persona.AUDITOR) if is_doubtful else (Confidence.HIGH, None)
    return Finding(app.span, message, confidence, persona=persona)


def _switched_off(switches: list[Switch]) -> Iterator[Finding]:
    """One finding for each guard that is there and refuses nobody as the application is configured by default."""
    for switch, count in Counter(switches).items():
        routes = "1 route that changes" if count == 1 else f"{count} routes that change"
        message = (
            f"`{switch.guard}` {switch.by_default} unless {switch.asked}, which it is not by default: {routes} state "
            "then let anybody in. Refuse unless the setting says otherwise."
        )
        yield Finding(switch.span, message)
