"""Scopes are demanded and nobody looks at them.

`Security(get_user, scopes=["orders:write"])` writes the scopes into the OpenAPI document and into `SecurityScopes`; it
compares nothing. Unless `get_user`, or a dependency of it, takes a `SecurityScopes` parameter and refuses tokens that
lack a scope, every valid token will do.

Dependencies of libraries are taken to enforce scopes themselves.

```python bad
from fastapi import FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()

def get_user(token: str = Security(oauth2_scheme)):
    if token not in USERS:
        raise HTTPException(401)
    return USERS[token]

@app.post("/orders")
def create_order(user=Security(get_user, scopes=["orders:write"])): ...  # expect: unused-security-scopes
```

```python good
from fastapi import FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer, SecurityScopes

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()

def get_user(required: SecurityScopes, token: str = Security(oauth2_scheme)):
    if token not in USERS or not USERS[token].has(required.scopes):
        raise HTTPException(401)
    return USERS[token]

@app.post("/orders")
def create_order(user=Security(get_user, scopes=["orders:write"])): ...
```
"""

from collections.abc import Iterator

from fastlint.rule import Finding, Project, Severity, rule

from .rights import are_scopes_read


@rule("FL113", severity=Severity.ERROR, guideline="AUTH-6", since="0.1", cwe=(863,), owasp=("API5",))
def unused_security_scopes(project: Project) -> Iterator[Finding]:
    told = set()
    for route in project.routes:
        for top in route.dependencies if not route.module.is_test else ():
            for dependency in top.walk():
                span = dependency.span or route.span
                if not dependency.scopes or span in told or are_scopes_read(dependency):
                    continue
                told.add(span)
                name = dependency.name.rpartition(":")[2]
                yield Finding(
                    span,
                    f"The scopes {', '.join(f'`{s}`' for s in dependency.scopes)} are demanded and never compared: "
                    f"neither `{name}` nor what it depends on takes `SecurityScopes`, so any valid token will do.",
                    route=route,
                )
