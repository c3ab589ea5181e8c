"""Password, token or secret in the address.

Addresses are written to access logs, kept in browser histories and sent on in `Referer` headers. Take passwords in the
body of a POST, and tokens and keys from a header.

The rule looks at path and query parameters of handlers and their dependencies, and at API keys taken from the query.
Websockets, for which browsers set no headers, are left out, and so are CSRF, state and page tokens, and one-time
tokens in links that are mailed (confirm, reset, invite).

```python bad
from fastapi import FastAPI

app = FastAPI()

@app.get("/login")
def login(name: str, password: str):  # expect: sensitive-query-parameter
    return check(name, password)
```

```python good
from typing import Annotated
from fastapi import FastAPI, Form

app = FastAPI()

@app.post("/login")
def login(name: Annotated[str, Form()], password: Annotated[str, Form()]):
    return check(name, password)

@app.get("/confirm/{token}")
def confirm(token: str, page_token: str = ""):
    return check(token, page_token)
```
"""

from collections.abc import Iterator

from fastlint.rule import Confidence, Finding, Project, Severity, rule

from .addresses import sensitivity

ADVICE = "take it in a header, or in the body of a POST"
QUERY_SCHEME = "APIKeyQuery"


@rule("FL409", severity=Severity.WARNING, guideline="SEC-5", since="0.1", cwe=(598,), owasp=("API2", "API8"))
def sensitive_query_parameter(project: Project) -> Iterator[Finding]:
    told: set[object] = set()
    for route in project.routes:
        if route.kind != "http" or route.module.is_test:
            continue
        below = [d for dependency in route.dependencies for d in dependency.walk()]
        for parameter in (*route.parameters, *(p for d in below for p in d.parameters)):
            confidence = sensitivity(parameter, route)
            if confidence is not None and parameter.span not in told:
                told.add(parameter.span)
                where = "path" if parameter.source == "path" else "query"
                message = (
                    f"`{parameter.alias or parameter.name}` is in the {where} of `{route}`, which logs keep: {ADVICE}."
                )
                yield Finding(parameter.span, message, confidence, route=route)
        for dependency in below:
            scheme = dependency.scheme
            is_told = dependency.span is None or dependency.name in told
            if scheme is not None and scheme.kind == QUERY_SCHEME and dependency.span and not is_told:
                told.add(dependency.name)
                message = f"The key of `{route}` is in its query, which logs keep: take it in a header."
                yield Finding(dependency.span, message, Confidence.MEDIUM, route=route)
