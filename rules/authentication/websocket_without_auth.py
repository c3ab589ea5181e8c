"""Websocket without authentication.

Anybody can connect, and a browser does so for any web site: websockets know no same-origin policy. Check the caller
before `accept()` or the first answer: with a dependency (security classes work on websockets since FastAPI 0.144), a
token in the query or first message, or a cookie together with the `Origin` header. Refuse with
`WebSocketException(1008)`.

A websocket counts as checked when a dependency, a middleware or the handler, in functions that it calls too, looks at
credentials and can turn the caller away. Where an application authenticates nobody at all, or a guard is there and off
by default, the finding is a lead for auditors.

```python bad
from fastapi import Depends, FastAPI, Header, HTTPException, WebSocket

def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)

app = FastAPI()

@app.get("/orders", dependencies=[Depends(check_key)])
def list_orders(): ...

@app.websocket("/orders/live")  # expect: websocket-without-auth
async def follow_orders(websocket: WebSocket):
    await websocket.accept()
```

```python good
from fastapi import FastAPI, WebSocket, WebSocketException

app = FastAPI()

@app.websocket("/orders/live")
async def follow_orders(websocket: WebSocket, token: str):
    if not is_valid_token(token):
        raise WebSocketException(1008)
    await websocket.accept()
```
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.declared import Declared
from fastlint.insight.reach import Reach
from fastlint.rule import Finding, Persona, Project, Severity, rule

from .checking import looks_at_credentials
from .guards import is_open, neighbours, way_in
from .switched import switch_of


@rule("FL104", severity=Severity.ERROR, guideline="AUTH-1", since="0.1", cwe=(306, 1385), owasp=("API2",))
def websocket_without_auth(project: Project, auth: AuthCoverage, declared: Declared, reach: Reach) -> Iterator[Finding]:
    for app in project.apps:
        sockets = {
            r.span: r for r in app.routes if r.kind == "websocket" and not r.is_conditional and not r.module.is_test
        }
        is_unguarded = bool(sockets) and all(is_open(route, auth) for route in neighbours(app, project))
        for route in sockets.values():
            is_public = any(fnmatchcase(route.path, pattern) for pattern in declared.public_paths)
            if not is_public and auth.of(route).is_public and not looks_at_credentials(route, reach):
                switch = switch_of(route, auth)
                why = f": `{switch.guard}` {switch.by_default} unless {switch.asked}" if switch is not None else ""
                message = f"`{route}` serves whoever connects, from any site{why}. Check credentials before `accept()`."
                persona = Persona.AUDITOR if is_unguarded or switch is not None else None
                yield Finding(route.span, message, trace=way_in(route), route=route, persona=persona)
