"""Passwords and codes can be guessed without limit.

A login, a one-time code or a password reset that answers as often as it is asked lets a script try thousands of
passwords, or flood somebody's mailbox, in minutes. Limit the route by address and account: a `slowapi` decorator, a
dependency of `fastapi-limiter`, a middleware, or a lock after failed attempts.

A route is covered by a decorator, a dependency at any level, a middleware, or code on its way that answers 429 or
counts attempts. Limiters of your own are declared under `limiters`, and paths that a gateway limits under this rule's
option `at_gateway`. Where the project counts failed logins somewhere out of sight, or limits all routes alike, it is a
lead for auditors.

```python bad
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordRequestForm

app = FastAPI()

@app.post("/login")  # expect: missing-rate-limit
def log_in(form: OAuth2PasswordRequestForm = Depends()):
    return {"access_token": authenticate(form.username, form.password)}
```

```python good
from fastapi import Depends, FastAPI, Request
from fastapi.security import OAuth2PasswordRequestForm
from slowapi import Limiter
from slowapi.util import get_remote_address

limiter = Limiter(key_func=get_remote_address)
app = FastAPI()
app.state.limiter = limiter

@app.post("/login")
@limiter.limit("5/minute")
def log_in(request: Request, form: OAuth2PasswordRequestForm = Depends()):
    return {"access_token": authenticate(form.username, form.password)}
```
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.limits import DEFAULT_LIMITS, LimiterCoverage
from fastlint.rule import Confidence, Finding, Persona, Project, Route, Severity, rule

from ..knowledge import limits as known

_WAYS = "a decorator, a dependency or a middleware can"


@dataclass(frozen=True)
class Options:
    """`at_gateway`: patterns of paths that something in front of the application limits."""

    at_gateway: tuple[str, ...] = ()


@rule("FL508", severity=Severity.WARNING, guideline="API-8", since="0.1", cwe=(307, 770, 799), owasp=("API2", "API4"))
def missing_rate_limit(
    project: Project, limits: LimiterCoverage, auth: AuthCoverage, options: Options
) -> Iterator[Finding]:
    told = set()
    for route in project.routes:
        if route.span in told or any(fnmatchcase(route.path, pattern) for pattern in options.at_gateway):
            continue
        abuse, confidence = _abuse(route)
        cover = limits.of(route, known.LIMITERS) if abuse and not auth.of(route).is_protected else "not needed"
        if cover and not (cover == DEFAULT_LIMITS and "guessed" in abuse):
            continue
        told.add(route.span)
        has = "no limit but that of all routes" if cover else "no rate limit"
        message = f"`{route}` has {has}, so {abuse}. Limit it by address and account: {_WAYS}."
        is_lead = bool(cover) or ("guessed" in abuse and limits.has_locks(known.LIMITERS))
        persona = Persona.AUDITOR if is_lead else None
        yield Finding(route.span, message, Confidence.LOW if is_lead else confidence, route=route, persona=persona)


def _abuse(route: Route) -> tuple[str, Confidence]:
    """What a script could do on a route, "" for nothing worth it, and how sure that is."""
    segments = [part for part in route.path.split("/") if part and not part.startswith("{")]
    handler = route.handler
    if handler is None or "POST" not in route.methods or route.module.is_test or not segments:
        return "", Confidence.LOW
    if known.PASSWORD_FORMS & {p.name.rpartition(".")[2].rpartition(":")[2] for p in route.effective()}:
        return "passwords can be guessed as fast as it answers", Confidence.HIGH
    names = (segments[-1], handler.ir.name)
    if any(known.NEITHER.search(name) for name in (*segments, handler.ir.name)):
        return "", Confidence.LOW
    if any(known.COMPARING.search(word) for word in _called(route)):
        return "passwords or codes can be guessed as fast as it answers", Confidence.HIGH
    if any(known.GUESSING.search(name) for name in names) and _asks(route):
        return "passwords or codes can be guessed as fast as it answers", Confidence.HIGH
    if any(known.FLOODING.search(name) for name in (*segments, handler.ir.name)):
        return "a script can use it as often as it likes", Confidence.MEDIUM
    if any(known.SENDING.search(word) for word in _called(route)):
        return "a script can have it send messages without end", Confidence.MEDIUM
    return "", Confidence.LOW


def _asks(route: Route) -> bool:
    """Whether the handler takes anything from its caller that could be tried."""
    given = [p for d in route.effective() for p in d.parameters] + list(route.parameters)
    is_given = any(p.source in ("body", "form", "query", "header") for p in given)
    return is_given or not known.READING.isdisjoint(_called(route))


def _called(route: Route) -> Iterator[str]:
    for call in route.handler.calls() if route.handler is not None else ():
        yield getattr(call.ir.func, "name", "")
