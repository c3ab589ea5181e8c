"""Stored data is shown to everybody although the routes beside it are protected.

A forgotten guard on a reading route gives away what the others protect. Depend on the guard of the neighbours, or list
the path under `public-paths`. A `GET` route is reported when it reads from a database, nothing on its way asks for
credentials, and either most other reading routes of its file are protected or its response schema holds personal data,
such as an address or a date of birth. Without a database in sight, or with a guard that is there and off by the default
of a setting, it is a lead for auditors. Catalogues that are public as a whole, and what is so by name, are left out.

```python bad
from fastapi import Depends, FastAPI, Header, HTTPException

def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)

app = FastAPI()

@app.get("/orders", dependencies=[Depends(check_key)])
@app.get("/orders/{order_id}", dependencies=[Depends(check_key)])
def read_orders(order_id: int | None = None): ...

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
from fastlint.insight.flow import Flows
from fastlint.insight.reach import Reach
from fastlint.rule import Confidence, Finding, Persona, Project, Severity, rule

from .guards import Advice, is_open, neighbours, way_in
from .siblings import Families, PersonalFields, is_forgotten, is_reading, shows_stored, touches_stored
from .switched import switch_of
from .ties import names_a_table


@rule("FL102", severity=Severity.WARNING, guideline="AUTH-1", since="0.1", cwe=(306, 862), owasp=("API2", "API5"))
def missing_auth_on_read(
    project: Project, auth: AuthCoverage, declared: Declared, reach: Reach, flows: Flows
) -> Iterator[Finding]:
    told, fields = set(), PersonalFields(project)
    for app in project.apps:
        reading = [route for route in app.routes if is_reading(route, declared)]
        nearby = neighbours(app, project)
        if not any(auth.of(route).is_protected for route in nearby):
            continue
        families, advice = Families(reading, auth), Advice(nearby, auth)
        for route in reading:
            if route.span in told or not is_open(route, auth):
                continue
            siblings = families.beside(route)
            is_odd = siblings.count > 1 and siblings.are_mostly_protected
            personal = fields.shown_by(route)
            is_stored = shows_stored(route, reach) or (touches_stored(route, reach) and names_a_table(route, flows))
            if not (personal and touches_stored(route, reach)) and not (
                is_odd and is_forgotten(route, is_stored, siblings)
            ):
                continue
            told.add(route.span)
            why = f"shows personal data (`{personal}`)" if personal else "is protected less than the routes beside it"
            message = f"`{route}` {why}, and nothing authenticates its caller. {advice.on(route)}."
            is_lead = (not is_stored and not personal) or switch_of(route, auth) is not None  # which is told once
            confidence, persona = (Confidence.LOW, Persona.AUDITOR) if is_lead else (Confidence.MEDIUM, None)
            yield Finding(route.span, message, confidence, way_in(route), route, persona=persona)
