"""An administrative route asks who is calling, not whether they may.

Every user who can log in can do what the route does: read all accounts, change roles, delete what belongs to others.
Depend on a guard that checks a role, a scope or a permission, best on the router of all administrative routes.

Routes are administrative by their path (`/admin`), tag or handler. Roles, scopes, permissions and flags such as
`is_superuser` are looked for in dependencies, middleware, and tests of the handler and the functions it calls; guards
of libraries, and keys that only administrators hold, count as checks.

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

from collections.abc import Iterator

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.reach import Reach
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from .rights import asks_for_rights, is_administrative, knows_users


@rule("FL111", severity=Severity.WARNING, guideline="AUTH-6", since="0.1", cwe=(285, 862), owasp=("API5",))
def missing_role_check(project: Project, auth: AuthCoverage, reach: Reach) -> Iterator[Finding]:
    told = set()
    for route in project.routes:
        if route.span in told or route.module.is_test or not is_administrative(route):
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
