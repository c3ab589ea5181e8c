"""Cookies authenticate requests that other web sites can cause.

A browser sends the session cookie along with every request to the server, also with a form that another web site
submits: the visitor's account acts without its owner. Set the cookie with `samesite="strict"`, ask for a CSRF token or
a custom header that forms cannot send, or compare the `Origin` header.

One finding speaks of all routes that change state behind one cookie guard. A check that is named after CSRF, `Origin`
or `Sec-Fetch-Site`, a required `X-...` header, and cookies that are strict count as protection. `samesite="lax"`, which
Starlette sets by itself, keeps the cookie from forms of other sites and not of sibling domains: a lead for auditors.
Websockets that know their caller by a cookie must look at `Origin`; where middleware reads it, they are leads, too.

```python bad
from fastapi import Cookie, Depends, FastAPI, HTTPException, Response

app = FastAPI()

def get_visitor(session_id: str = Cookie()):  # expect: missing-csrf-protection
    if session_id not in SESSIONS:
        raise HTTPException(401)
    return SESSIONS[session_id]

@app.post("/orders")
def create_order(visitor=Depends(get_visitor)): ...

def begin(response: Response, session_id: str):
    response.set_cookie("session_id", session_id, secure=True, httponly=True, samesite="none")
```

```python good
from fastapi import Cookie, Depends, FastAPI, HTTPException, Response

app = FastAPI()

def get_visitor(session_id: str = Cookie()):
    if session_id not in SESSIONS:
        raise HTTPException(401)
    return SESSIONS[session_id]

@app.post("/orders")
def create_order(visitor=Depends(get_visitor)): ...

def begin(response: Response, session_id: str):
    response.set_cookie("session_id", session_id, secure=True, httponly=True, samesite="strict")
```
"""

from collections.abc import Iterator

from fastlint.insight.auth import AuthCoverage
from fastlint.insight.defaults import Defaults
from fastlint.insight.flow import Flows, Value
from fastlint.insight.middleware import MiddlewareStack
from fastlint.insight.reach import Reach
from fastlint.rule import Confidence, Finding, Function, Persona, Project, Route, Severity, rule

from ..knowledge import cookies as known
from ..knowledge.library import LIBRARY
from .sockets import open_sockets, reads_cookie

_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@rule("FL506", severity=Severity.WARNING, guideline="SEC-6", since="0.1", cwe=(352,), owasp=("API2",))
def missing_csrf_protection(
    project: Project, auth: AuthCoverage, flows: Flows, stack: MiddlewareStack, defaults: Defaults, reach: Reach
) -> Iterator[Finding]:
    behind: dict[Function, dict[object, Route]] = {}
    for route in project.routes:
        if _CHANGING.isdisjoint(route.methods) or route.module.is_test or not auth.of(route).is_protected:
            continue
        guard = next((d.function for d in route.effective() if reads_cookie(d, reach)), None)
        if guard is not None and not _is_defended(route, reach):
            behind.setdefault(guard, {})[route.span] = route
    sites = set(_same_sites(flows, stack, defaults))
    if sites == {"strict"}:
        return
    for route, is_sure in open_sockets(project, reach):
        message = (
            f"A cookie tells `{route}` who is calling, and the page of any site can open it for its visitors. Compare "
            "the `Origin` header with the site's own before `accept()`."
        )
        confidence = Confidence.MEDIUM if is_sure else Confidence.LOW
        yield Finding(route.span, message, confidence, route=route, persona=None if is_sure else Persona.AUDITOR)
    is_lax = bool(sites) and sites <= {"strict", "lax"}
    for guard, routes in behind.items():
        first, count = next(iter(routes.values())), len(routes)
        message = (
            f"A cookie authenticates {count} {'route' if count == 1 else 'routes'} that change state, as `{first}`, "
            'and other web sites can cause the requests. Set the cookie with `samesite="strict"`, or ask for a CSRF '
            "token or a custom header."
        )
        confidence = Confidence.LOW if is_lax else Confidence.HIGH if "none" in sites else Confidence.MEDIUM
        yield Finding(guard.span, message, confidence, route=first, persona=Persona.AUDITOR if is_lax else None)


def _is_defended(route: Route, reach: Reach) -> bool:
    functions = [route.handler, *(dependency.function for dependency in route.effective())]
    names = [dependency.name for dependency in route.effective()]
    for app in (route.app, *route.inside):
        functions += [m.function for m in app.middleware] if app is not None else []
        names += [m.name for m in app.middleware] if app is not None else []
    parameters = [*route.parameters, *(p for d in route.effective() for p in d.parameters)]
    if any(p.source == "header" and p.required and p.alias.lower().startswith("x-") for p in parameters):
        return True
    words = {word for function in functions if function is not None for word in reach.words(function, LIBRARY)}
    return any(known.DEFENCE.search(word) for word in (*names, *words, *(p.alias for p in parameters)))


def _same_sites(flows: Flows, stack: MiddlewareStack, defaults: Defaults) -> Iterator[str]:
    """The `samesite` of cookies that carry a login, `lax` where it is not given, "" where a setting says it."""
    for graph in flows.graphs_holding(("set_cookie",), LIBRARY):
        for called in graph.calls:
            if called.method == "set_cookie":
                name = defaults.of(called.argument(0, "key"), LIBRARY)
                if name.is_open or any(map(known.is_credential, name.texts())):
                    yield _same_site(defaults, called.keywords.get("samesite"))
    for added in stack.added(frozenset({known.SESSIONS.callable}), LIBRARY):
        yield _same_site(defaults, added.given.get(known.SESSIONS.samesite))


def _same_site(defaults: Defaults, given: Value | None) -> str:
    found = defaults.of(given, LIBRARY).texts()
    return found[0].lower() if found else "" if given is not None else known.DEFAULT_SAME_SITE
