"""An object is chosen by the client and not tied to the caller.

Whoever is logged in can put another number into the path and read or change what belongs to somebody else. Fetch the
object together with its owner (`where(Order.id == order_id, Order.user_id == user.id)`), or compare the owner after
fetching and answer 404.

This is a lead for auditors. Reported are protected routes with an id in their path that read objects with an owner (a
field such as `user_id`) while the caller's identity is used nowhere: not in the handler, not in a dependency that takes
the id, and no role is asked for.

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
from fastlint.insight.reach import Reach
from fastlint.model import Function, nodes
from fastlint.rule import Confidence, Finding, Persona, Project, Route, Severity, rule

from ..knowledge import guarding as known
from ..knowledge.library import LIBRARY
from .rights import asks_for_rights, is_administrative, knows_users
from .siblings import touches_stored

_CHOOSING = re.compile(r"(?:^|_)(?:id|uuid|pk|guid|slug|number|key)$", re.IGNORECASE)
_ACCOUNT = re.compile(r"^(?:DB)?(?:User|Account|Member|Customer|Profile|Patient|Employee)(?:DB|Model|Table)?$")
_SCOPED = re.compile(
    r"tenant|organi[sz]ation|org_id|workspace|owner|(?:user|account|customer|member|author)_id", re.IGNORECASE
)


@rule(
    "FL114",
    severity=Severity.WARNING,
    guideline="AUTH-6",
    since="0.1",
    cwe=(639, 862),
    owasp=("API1",),
    persona=Persona.AUDITOR,
)
def missing_object_authorization(project: Project, auth: AuthCoverage, reach: Reach) -> Iterator[Finding]:
    told = set()
    owned = _owned(project)
    for route in project.routes:
        chosen = [p.name for p in route.parameters if p.source == "path" and _CHOOSING.search(p.name)]
        if not chosen or route.span in told or route.module.is_test or is_administrative(route):
            continue
        if not auth.of(route).is_protected or not knows_users(route, reach) or not _touches(route, owned, reach):
            continue
        if not _is_tied(route, set(chosen), reach) and not asks_for_rights(route, reach):
            told.add(route.span)
            yield Finding(
                route.span,
                f"`{route}` lets every user choose `{chosen[0]}` and ties the object to nobody. Fetch it together with "
                "its owner, or compare the owner and answer 404.",
                Confidence.LOW,
                route=route,
            )


def _touches(route: Route, owned: frozenset[str], reach: Reach) -> bool:
    handler = route.handler
    is_owned = handler is not None and not owned.isdisjoint(reach.words(handler, LIBRARY))
    return is_owned and touches_stored(route, reach)


def _is_tied(route: Route, chosen: set[str], reach: Reach) -> bool:
    """Whether the caller's identity is used, or a dependency takes the id and may compare it."""
    for dependency in route.effective():
        if any(parameter.name in chosen for parameter in dependency.parameters):
            return True
    handler = route.handler
    if handler is None or any(_SCOPED.search(word) for word in reach.words(handler, LIBRARY)):
        return True
    callers = {d.parameter for d in route.dependencies if d.parameter and _is_guard(d.function, reach)}
    used = {e.name for e in handler.body.expressions if isinstance(e, nodes.Ref)}
    has_request = any(
        "Request" in parameter.annotation for parameter in route.parameters if parameter.source == "special"
    )
    return not callers.isdisjoint(used) or (has_request and "state" in reach.own_words(handler))


def _is_guard(function: Function | None, reach: Reach) -> bool:
    return function is None or any(known.REFUSAL.search(word) for word in reach.words(function, LIBRARY))


def _owned(project: Project) -> frozenset[str]:
    """The classes that refer to others or are accounts, in a project where things have owners."""
    fields: dict[str, set[str]] = {}
    for module in project.modules.values():
        for cls in module.classes:
            assigned = (s for s in cls.ir.body if isinstance(s, nodes.Assign))
            fields.setdefault(cls.ir.name, set()).update(getattr(t, "name", "") for s in assigned for t in s.targets)
    if not any(_SCOPED.search(name) for names in fields.values() for name in names):
        return frozenset()
    refers = {cls for cls, names in fields.items() if any(_SCOPED.search(n) or n.endswith("_id") for n in names)}
    return frozenset(refers | {cls for cls in fields if _ACCOUNT.match(cls)})
