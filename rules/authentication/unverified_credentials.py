"""Credentials are asked for and never verified.

`OAuth2PasswordBearer`, `HTTPBearer`, `APIKeyHeader` and their kin take a token out of the request and hand it on; they
verify nothing. A route guarded by one of them alone lets in everybody who sends any text. Depend on a function that
decodes or looks up the token and refuses with 401 when it is not good.

The route was tried with made-up credentials and lets them through, and nothing that it calls is named as a check.

```python bad
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()

@app.get("/orders", dependencies=[Depends(oauth2_scheme)])  # expect: unverified-credentials
def list_orders(): ...
```

```python good
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()

def get_caller(token: str = Depends(oauth2_scheme)):
    if token not in TOKENS:
        raise HTTPException(401)

@app.get("/orders", dependencies=[Depends(get_caller)])
def list_orders(): ...
```
"""

from collections.abc import Iterator

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.reach import Reach
from fastlint.rule import Confidence, Finding, Function, Project, Route, Severity, rule

from .checking import calls_a_check, wrapper_of


@rule("FL106", severity=Severity.ERROR, guideline="AUTH-1", since="0.1", cwe=(287, 345), owasp=("API2",))
def unverified_credentials(project: Project, auth: AuthCoverage, reach: Reach) -> Iterator[Finding]:
    guards: dict[Function, list[Route]] = {}
    told = set()
    for route in project.routes:
        if route.module.is_test or not auth.of(route).is_unverified or calls_a_check(route, reach):
            continue
        wrapper = next((w for d in route.dependencies if (w := wrapper_of(d)) is not None), None)
        if wrapper is not None:
            guards.setdefault(wrapper, []).append(route)
        elif route.span not in told:
            told.add(route.span)
            schemes = sorted({d.scheme.kind for d in route.effective() if d.scheme is not None and d.scheme.auto_error})
            how = f"`{'`, `'.join(schemes)}` extracts them" if schemes else "it asks for them"
            message = f"`{route}` takes any credentials: {how} and nothing verifies them. {_ADVICE}"
            yield Finding(route.span, message, route=route)
    for function, routes in guards.items():
        count = "1 route" if len(routes) == 1 else f"{len(routes)} routes"
        message = (
            f"`{function.ir.name}` guards {count} and accepts any credentials: it extracts them and verifies nothing."
        )
        yield Finding(function.span, f"{message} {_ADVICE}", Confidence.MEDIUM, route=routes[0])


_ADVICE = "Decode or look up what was sent, and refuse with 401 when it is not good."
