"""A guard that turns nobody away.

What a dependency returns is just a value: one that answers `False`, or returns an `HTTPException` or a response with
status 401, stops nothing, and the handler runs. Raise `HTTPException(401)` for a caller who is not known, and 403 for
one who may not.

Dependencies are meant whose names promise a check of the caller and in which nothing raises, in functions that they
call too, while the route stays open and its handler does not look at the result. Names such as `optional` say that
strangers are welcome. So is a check that a handler or a dependency calls without `await` although it is a coroutine:
nothing of it runs.

```python bad
from fastapi import Depends, FastAPI, Header

app = FastAPI()

def verify_api_key(x_api_key: str = Header()):  # expect: auth-dependency-never-raises
    return x_api_key in KEYS

@app.post("/orders", dependencies=[Depends(verify_api_key)])
def create_order(): ...
```

```python good
from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()

def verify_api_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)

@app.post("/orders", dependencies=[Depends(verify_api_key)])
def create_order(): ...
```
"""

import re
from collections.abc import Iterator

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.flow import Flows
from fastlint.insight.reach import Reach
from fastlint.model import Function, nodes
from fastlint.rule import Dependency, Finding, Project, Route, Severity, Step, rule

from ..knowledge import guarding as known
from .dropped import dropped_checks, may_raise


@rule("FL109", severity=Severity.ERROR, guideline="AUTH-1", since="0.1", cwe=(287, 863), owasp=("API2", "API5"))
def auth_dependency_never_raises(project: Project, auth: AuthCoverage, reach: Reach, flows: Flows) -> Iterator[Finding]:
    for caller, called, check in dropped_checks(project, flows, reach):
        message = (
            f"`{check.ir.name}` is called without `await`, so the check never runs and turns nobody away. Await it."
        )
        trace = (Step(check.span, f"`{check.ir.name}` is a coroutine"),)
        yield Finding(caller.module.span(called.node), message, trace=trace)
    told = {route.handler for route in project.routes}  # a handler is no guard, whatever its name
    for route in project.routes:
        if route.module.is_test or not auth.of(route).is_public:
            continue
        for top in route.dependencies:
            for dependency in top.walk():
                function = dependency.function
                if function is None or function in told or not _promises(function):
                    continue
                if not may_raise(function, reach) and not _is_looked_at(route, dependency):
                    told.add(function)
                    message = (
                        f"`{function.ir.name}` looks like a guard and turns nobody away: nothing in it raises, so the "
                        "handler runs whatever it returns. Raise `HTTPException(401)`."
                    )
                    yield Finding(function.span, message, route=route)


def _promises(function: Function) -> bool:
    """Whether a name promises a check of the caller."""
    name = function.ir.name
    if name in ("__call__", "__init__") and function.owner is not None:
        name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", function.owner.ir.name)
    words = [name, *(parameter.name for parameter in function.ir.parameters)]
    is_about = any(known.ABOUT_CALLERS.search(word) for word in words)
    return bool(known.GUARD.search(name)) and is_about and not known.OPTIONAL.search(name)


def _is_looked_at(route: Route, dependency: Dependency) -> bool:
    """Whether the handler, or another dependency, gets to see the result."""
    if not dependency.parameter:
        return False
    functions = [route.handler, *(other.function for other in route.effective() if dependency in other.children)]
    for function in functions:
        for expression in function.body.expressions if function is not None else ():
            if isinstance(expression, nodes.Ref) and expression.name == dependency.parameter:
                return True
    return False
