"""A guard that opens when something is missing.

A check that passes when its key is not configured protects nothing on the day the variable is forgotten or misspelled,
and one that passes when the caller sends no token protects nothing at all. So does one that swallows its own refusal in
a broad `except`. Refuse when in doubt: fail at start-up without a key, and with 401 without a token.

Guards are dependencies and middleware that refuse somewhere, with 401 or 403. A switch that says what it does, such as
`settings.debug` or `auth_enabled`, is taken as meant, and so are a function whose name says that callers are optional
and middleware that leaves who sends nothing to the guards behind it.

```python bad
from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()

def check_key(x_api_key: str = Header("")):
    if not settings.api_key:
        return  # expect: fail-open-auth
    if x_api_key != settings.api_key:
        raise HTTPException(401)

@app.post("/orders", dependencies=[Depends(check_key)])
def create_order(): ...
```

```python good
from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()

def check_key(x_api_key: str = Header("")):
    if not settings.api_key or x_api_key != settings.api_key:
        raise HTTPException(401)

@app.post("/orders", dependencies=[Depends(check_key)])
def create_order(): ...
```
"""

from collections.abc import Iterator

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.reach import Reach
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from .openings import guards, missing_returns
from .swallowing import swallowed_refusals


@rule("FL108", severity=Severity.ERROR, guideline="AUTH-1", since="0.1", cwe=(636, 287), owasp=("API2",))
def fail_open_auth(project: Project, reach: Reach, auth: AuthCoverage) -> Iterator[Finding]:
    apps = {m.function: app for app in project.apps for m in app.middleware if m.function is not None}
    for function, is_plain in guards(project, reach).items():
        for statement, what, is_setting in missing_returns(function, is_plain):
            if not is_setting and function in apps and any(auth.of(r).is_protected for r in apps[function].routes):
                continue  # who sends nothing is left to the guards behind
            message = f"`{function.ir.name}` lets everybody through when {what} is missing. Refuse instead: "
            advice = "fail at start-up without it" if is_setting else "raise `HTTPException(401)`"
            confidence = Confidence.HIGH if is_setting else Confidence.MEDIUM
            yield Finding(function.module.span(statement), f"{message}{advice}.", confidence)
        for handler in swallowed_refusals(function):
            message = f"`{function.ir.name}` catches its own refusal here and lets the caller through. Raise it again."
            yield Finding(function.module.region(handler.start, handler.start + len("except")), message)
