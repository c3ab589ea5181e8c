"""A mounted application escapes the authentication of the one it is mounted in.

`app.mount("/reports", reports)` hands every request below the path to another application, where the dependencies of
the outer one do not apply; only its middleware does. Give the inner application its own `dependencies`, or include a
router. Reported is a mounted `FastAPI` all of whose routes are open while most of the outer one's are protected, unless
it only serves probes, documentation or login.

```python bad
from fastapi import Depends, FastAPI, Header, HTTPException

def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)

app = FastAPI(dependencies=[Depends(check_key)])
reports = FastAPI()  # expect: mounted-app-without-auth
app.mount("/reports", reports)
@app.get("/orders")
@app.get("/orders/open")
def list_orders(): ...

@reports.get("/sales")
def read_sales(): ...
```

```python good
from fastapi import Depends, FastAPI, Header, HTTPException

def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)

app = FastAPI(dependencies=[Depends(check_key)])
reports = FastAPI(dependencies=[Depends(check_key)])
app.mount("/reports", reports)
@reports.get("/sales")
def read_sales(): ...
```
"""

from collections.abc import Iterator

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.calls import ReachedCalls
from fastlint.insight.declared import Declared
from fastlint.rule import App, Confidence, Finding, Project, Route, Severity, rule

from .guards import is_open
from .purpose import needs_caller
from .siblings import are_mostly_protected, is_reading


@rule("FL105", severity=Severity.WARNING, guideline="AUTH-1", since="0.1", cwe=(306, 862), owasp=("API2", "API5"))
def mounted_app_without_auth(
    project: Project, auth: AuthCoverage, declared: Declared, reached: ReachedCalls
) -> Iterator[Finding]:
    for outer in project.apps:
        own = [route for route in outer.routes if not route.inside]
        inner: dict[App, list[Route]] = {}
        for route in outer.routes:
            for app in route.inside[-1:]:
                inner.setdefault(app, []).append(route)
        is_guarded = len(own) > 1 and are_mostly_protected(own, auth)
        for app, routes in inner.items() if is_guarded else ():
            meant = [r for r in routes if needs_caller(r, project, declared, reached) or is_reading(r, declared)]
            if not meant or app.module.is_test or not all(is_open(route, auth) for route in routes):
                continue
            name = app.name.rpartition(":")[2]
            message = f"`{name}` is mounted where the dependencies of the outer application do not apply, and has none."
            yield Finding(app.span, message, Confidence.MEDIUM, route=meant[0])
