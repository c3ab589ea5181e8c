"""One router or route lacks the guard that all others have.

Where nine of ten share a guard, the tenth was forgotten: a router included without the `dependencies` of its
neighbours, a route whose parameter was left out. Attach the guard to the router or its inclusion, so that no route can
miss it, or say that it is public: in its name, or under `public-paths`.

Reported are whole files of routes that are open while those of the application's other files are protected, and single
routes that are open while at least four others in their file, nine of ten, are protected. Routes that change state or
show stored data are left to `missing-auth-dependency` and `missing-auth-on-read`.

```python bad
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException

def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)

app = FastAPI()
guarded = [Depends(check_key)]

@app.get("/orders", dependencies=guarded)
def list_orders(): ...

@app.get("/invoices", dependencies=guarded)
def list_invoices(): ...

@app.get("/customers", dependencies=guarded)
def list_customers(): ...

@app.get("/payments", dependencies=guarded)
def list_payments(): ...

@app.get("/margins")  # expect: inconsistent-router-auth
def list_margins():
    return compute_margins()
```

```python good
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException

def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)

app = FastAPI(dependencies=[Depends(check_key)])

@app.get("/orders")
def list_orders(): ...

@app.get("/margins")
def list_margins():
    return compute_margins()
```
"""

from collections.abc import Iterator

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.calls import ReachedCalls
from fastlint.insight.declared import Declared
from fastlint.insight.reach import Reach
from fastlint.model import Span
from fastlint.rule import App, Confidence, Finding, Module, Project, Route, Severity, rule

from .guards import Advice, is_open, way_in
from .purpose import needs_caller
from .siblings import NEARLY_ALL, Families, is_reading, share_protected, shows_stored, stands_alone

_FEWEST_FILES = 3


@rule("FL103", severity=Severity.ERROR, guideline="AUTH-1", since="0.1", cwe=(306, 862), owasp=("API5", "API2"))
def inconsistent_router_auth(
    project: Project, auth: AuthCoverage, declared: Declared, reach: Reach, reached: ReachedCalls
) -> Iterator[Finding]:
    for app in project.apps:
        told: set[Span] = set()
        families, advice = Families(app.routes, auth), Advice(app.routes, auth)
        for routes in _odd_files(app, project, auth, declared, reached):
            told.update(route.span for route in routes)
            count = f"{len(routes)} routes" if len(routes) > 1 else "route"
            message = f"The {count} of `{routes[0].module.name}` can be called by everybody, unlike those of nearly all"
            told_of = f"{message} other files. {advice.on(routes[0])}."
            yield Finding(routes[0].span, told_of, Confidence.MEDIUM, way_in(routes[0]), routes[0])
        for route in app.routes:
            is_others = needs_caller(route, project, declared, reached) or not is_reading(route, declared)
            if route.span in told or is_others or not is_open(route, auth) or shows_stored(route, reach):
                continue
            siblings = families.beside(route)
            if stands_alone(siblings):
                told.add(route.span)
                message = f"`{route}` lacks the guard that the other {siblings.count} routes of its file have."
                yield Finding(route.span, f"{message} {advice.on(route)}.", Confidence.MEDIUM, way_in(route), route)


def _odd_files(
    app: App, project: Project, auth: AuthCoverage, declared: Declared, reached: ReachedCalls
) -> Iterator[list[Route]]:
    """The files all of whose routes are open, where nearly all other files are protected as a whole."""
    files: dict[Module, list[Route]] = {}
    for route in app.routes:
        files.setdefault(route.module, []).append(route)
    guarded = [f for f, routes in files.items() if share_protected(routes, auth) >= NEARLY_ALL]
    for module, routes in files.items():
        others = len(files) - 1
        is_odd = len(guarded) >= _FEWEST_FILES and len(guarded) >= NEARLY_ALL * others and module not in guarded
        meant = [r for r in routes if is_reading(r, declared) or needs_caller(r, project, declared, reached)]
        if is_odd and len(meant) == len(routes) and len(routes) > 1 and all(is_open(route, auth) for route in routes):
            yield routes
