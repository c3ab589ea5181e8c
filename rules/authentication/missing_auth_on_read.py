"""Stored data is shown to everybody although the routes beside it are protected.

A forgotten guard on a reading route gives away what the others protect. Depend on the guard of the neighbours, or list
the path under `public-paths` when it is public on purpose.

A `GET` route is reported when it reads from a database, nothing on its way asks for credentials, and either most other
reading routes of its file are protected or its response schema holds personal data such as an address, a phone number
or a date of birth. Catalogues that are public as a whole, and what is public by its name, are left out.

```python bad
from fastapi import Depends, FastAPI, Header, HTTPException

def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)

app = FastAPI()

@app.get("/orders", dependencies=[Depends(check_key)])
def list_orders(): ...

@app.get("/orders/{order_id}", dependencies=[Depends(check_key)])
def read_order(order_id: int): ...

@app.get("/orders/{order_id}/invoice")  # expect: missing-auth-on-read
def read_invoice(order_id: int):
    return session.execute(invoice_of(order_id)).first()
```

```python good
from fastapi import Depends, FastAPI, Header, HTTPException

def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)

app = FastAPI(dependencies=[Depends(check_key)])

@app.get("/orders/{order_id}/invoice")
def read_invoice(order_id: int):
    return session.execute(invoice_of(order_id)).first()
```
"""

from collections.abc import Iterator

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.declared import Declared
from fastlint.insight.reach import Reach
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from .guards import advice_on, is_open, neighbours
from .siblings import beside, is_reading, personal_field, share_protected, shows_stored

_FEWEST = 2
_MOST_OF_THEM = 0.6


@rule("FL102", severity=Severity.WARNING, guideline="AUTH-1", since="0.1", cwe=(306, 862), owasp=("API2", "API5"))
def missing_auth_on_read(project: Project, auth: AuthCoverage, declared: Declared, reach: Reach) -> Iterator[Finding]:
    told = set()
    for app in project.apps:
        reading = [route for route in app.routes if is_reading(route, declared)]
        nearby = neighbours(app, project)
        for route in reading:
            if route.span in told or not is_open(route, auth) or not any(auth.of(r).is_protected for r in nearby):
                continue
            siblings = beside(route, reading)
            is_odd = len(siblings) >= _FEWEST and share_protected(siblings, auth) >= _MOST_OF_THEM
            personal = personal_field(route, project)
            if (is_odd or personal) and shows_stored(route, reach):
                told.add(route.span)
                why = (
                    f"shows personal data (`{personal}`)" if personal else "is protected less than the routes beside it"
                )
                message = f"`{route}` {why}, and nothing authenticates its caller. {advice_on(route, nearby, auth)}."
                yield Finding(route.span, message, Confidence.MEDIUM, route=route)
