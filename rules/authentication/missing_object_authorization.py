"""An object is chosen by the client and not tied to the caller.

Whoever is logged in can put another number into the path and read or change what belongs to somebody else. Fetch the
object together with its owner (`where(Order.id == order_id, Order.user_id == user.id)`), or compare the owner after
fetching and answer 404.

This is a lead for auditors. Reported are protected routes with an id in their path that read objects with an owner (a
field such as `user_id`), or stand beside routes that look at the caller, while his identity is used nowhere: not in the
handler, not in a dependency that takes the id, and no role is asked for. Where a guard takes the id of what is around
the object, such as a workspace, the handler has to use that, too.

```python bad
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()

class Order:
    owner_id: int

def get_user(token: str = Depends(oauth2_scheme)):
    if token not in USERS:
        raise HTTPException(401)
    return USERS[token]

@app.get("/orders/{order_id}")  # expect: missing-object-authorization
def read_order(order_id: int, user=Depends(get_user)):
    return session.get(Order, order_id)
```

```python good
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()

class Order:
    owner_id: int

def get_user(token: str = Depends(oauth2_scheme)):
    if token not in USERS:
        raise HTTPException(401)
    return USERS[token]

@app.get("/orders/{order_id}")
def read_order(order_id: int, user=Depends(get_user)):
    return session.get(Order, (order_id, user.id))
```
"""

import re
from collections.abc import Iterator

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.flow import Flows
from fastlint.insight.reach import Reach
from fastlint.rule import Confidence, Finding, Persona, Project, Route, Severity, Step, rule

from ..knowledge.library import LIBRARY
from .rights import asks_plainly, is_administrative, knows_users
from .siblings import touches_stored
from .ties import asked_about, beside_scope, is_tied, names_a_table, owned_classes, sees_caller

_CHOOSING = re.compile(r"(?:^|_)(?:id|uuid|pk|guid|slug|number|key)$", re.IGNORECASE)


@rule(
    "FL114",
    severity=Severity.WARNING,
    guideline="AUTH-6",
    since="0.1",
    cwe=(639, 862),
    owasp=("API1",),
    persona=Persona.AUDITOR,
)
def missing_object_authorization(project: Project, auth: AuthCoverage, reach: Reach, flows: Flows) -> Iterator[Finding]:
    told = set()
    owned = owned_classes(project)
    personal = {route.module for route in project.routes if _choices(route) and sees_caller(route, reach)}
    for route in project.routes:
        chosen, coverage = _choices(route), auth.of(route)
        if not chosen or route.span in told or route.module.is_test or is_administrative(route):
            continue
        if not (coverage.is_protected or coverage.is_elsewhere) or not knows_users(route, reach):
            continue
        is_odd = route.module in personal and _does_something(route) and not names_a_table(route, flows)
        if not (is_odd or _touches(route, owned, reach)):
            continue
        message = _message(route, chosen, reach, flows)
        if message:
            told.add(route.span)
            trace = (*_overlooking(route), *asked_about(route, chosen, flows))
            yield Finding(route.span, message, Confidence.LOW, trace, route)


def _message(route: Route, chosen: list[str], reach: Reach, flows: Flows) -> str:
    """What to say of an object that the client chooses; "" where it is tied to somebody."""
    outer, inner = beside_scope(route, chosen, reach, flows)
    if inner and not asks_plainly(route, reach, outer):
        what = (
            f"asks whether the caller may use `{outer}`, and takes any `{inner}`. Fetch it together with `{outer}`, or"
        )
        return f"`{route}` {what} compare that and answer 404."
    if is_tied(route, chosen, reach, flows) or asks_plainly(route, reach):
        return ""
    what = f"lets every user choose `{chosen[0]}` and ties the object to nobody. Fetch it together with its owner, or"
    return f"`{route}` {what} compare the owner and answer 404."


def _overlooking(route: Route) -> tuple[Step, ...]:
    handler = route.handler
    return (Step(handler.span, f"`{handler.ir.name}` does not look at the caller"),) if handler is not None else ()


def _choices(route: Route) -> list[str]:
    return [p.name for p in route.parameters if p.source == "path" and _CHOOSING.search(p.name)]


def _touches(route: Route, owned: frozenset[str], reach: Reach) -> bool:
    handler = route.handler
    is_owned = handler is not None and not owned.isdisjoint(reach.words(handler, LIBRARY))
    return is_owned and touches_stored(route, reach)


def _does_something(route: Route) -> bool:
    """Whether the handler hands what was chosen to anybody."""
    return route.handler is not None and any(True for _ in route.handler.calls())
