"""An administrative route asks who is calling, not whether they may.

Every user who can log in can do what the route does: read all accounts, change roles, delete what belongs to others.
Depend on a guard that checks a role, a scope or a permission, best on the router of all administrative routes.

Routes are administrative by their path (`/admin`), tag or handler. Roles, scopes, permissions and flags such as
`is_superuser` are looked for in dependencies, middleware, and tests of the handler and the functions it calls; guards
of libraries, and keys that only administrators hold, count as checks. Creating accounts behind a login is for
administrators in a project that knows rights; where half of all routes that change state ask for rights, the others are
leads for auditors.

```python bad
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()

def get_user(token: str = Depends(oauth2_scheme)):
    user = USERS.get(token)
    if user is None:
        raise HTTPException(401)
    return user

@app.delete("/admin/users/{user_id}", dependencies=[Depends(get_user)])  # expect: missing-role-check
def delete_user(user_id: int): ...
```

```python good
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()

def get_admin(token: str = Depends(oauth2_scheme)):
    user = USERS.get(token)
    if user is None or not user.is_admin:
        raise HTTPException(403)
    return user

@app.delete("/admin/users/{user_id}", dependencies=[Depends(get_admin)])
def delete_user(user_id: int): ...
```
"""

import re
from collections.abc import Iterator

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.reach import Reach
from fastlint.rule import Confidence, Finding, Persona, Project, Route, Severity, rule

from .guards import guards_of
from .rights import asks_for_rights, asks_plainly, creates_accounts, is_administrative, knows_users

_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_FEWEST = 10
_OWN = re.compile(
    r"^(?:me|my|self|own|profile|password|log_?out|sign_?out|preferences|favou?rites?|settings)$", re.IGNORECASE
)


@rule("FL111", severity=Severity.WARNING, guideline="AUTH-6", since="0.1", cwe=(285, 862), owasp=("API5",))
def missing_role_check(project: Project, auth: AuthCoverage, reach: Reach) -> Iterator[Finding]:
    told = set()
    checked = [r for r in project.routes if _changes(r) and auth.of(r).is_protected and not r.module.is_test]
    asking = {route for route in checked if asks_plainly(route, reach)}
    for route in project.routes:
        is_for_some = is_administrative(route) or (bool(asking) and creates_accounts(route))
        if route.span in told or route.module.is_test or not is_for_some:
            continue
        coverage = auth.of(route)
        has_rights = bool(coverage.roles or coverage.scopes)
        if coverage.is_protected and not has_rights and knows_users(route, reach) and not asks_for_rights(route, reach):
            told.add(route.span)
            yield Finding(
                route.span,
                f"`{route}` is for administrators, and everybody who can log in may call it. Depend on a guard that "
                "checks a role, a scope or a permission.",
                Confidence.MEDIUM,
                route=route,
            )
    behind = {route: {dependency.name for dependency in route.effective()} for route in checked}
    for route in checked:
        if route in asking or route.span in told or any(map(_OWN.match, route.path.split("/"))):
            continue
        guards = {guard.name for guard in guards_of(route, auth)}
        alike = [other for other, names in behind.items() if not guards.isdisjoint(names)]
        count = sum(other in asking for other in alike)
        if len(alike) >= _FEWEST and count * 2 >= len(alike) and knows_users(route, reach):
            told.add(route.span)
            yield _lead(route, count)


def _changes(route: Route) -> bool:
    return route.kind == "http" and not _CHANGING.isdisjoint(route.methods) and not route.is_conditional


def _lead(route: Route, count: int) -> Finding:
    message = (
        f"`{route}` asks who is calling, and {count} other routes that change state ask what he may do as well. Depend "
        "on the guard that checks their roles, scopes or permissions."
    )
    return Finding(route.span, message, Confidence.LOW, route=route, persona=Persona.AUDITOR)
