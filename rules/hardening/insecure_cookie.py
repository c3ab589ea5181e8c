"""A cookie that carries a login can be stolen.

Without `secure` the browser also sends it over plain HTTP, where anybody on the way reads it; without `httponly` any
script in the page does, so one injected script takes over the account; with `samesite="none"` every web site's requests
carry it. Set all three on session and token cookies: Starlette switches none of the first two on by itself, and
`SessionMiddleware` needs `https_only=True`.

Cookies are judged by their names and by what is put in them; those that scripts must read, such as CSRF tokens, are
left out, as are flags that come from settings or are decided at run time.

```python bad
from fastapi import FastAPI, Response

app = FastAPI()

@app.post("/login")
def log_in(response: Response):
    response.set_cookie("session_id", start_session())  # expect: insecure-cookie
```

```python good
from fastapi import FastAPI, Response

app = FastAPI()

@app.post("/login")
def log_in(response: Response):
    response.set_cookie("session_id", start_session(), secure=True, httponly=True, samesite="lax")
```
"""

from collections.abc import Iterator

from fastlint.insight.defaults import Defaults, Possible
from fastlint.insight.flow import Called, Constant, Facts, Flows, Global, Text, Value, made_of, name_of
from fastlint.insight.middleware import Added, MiddlewareStack, arguments
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from ..knowledge import cookies as known
from ..knowledge.library import LIBRARY
from ..knowledge.secrets import EXAMPLE_FOLDERS


@rule("FL505", severity=Severity.WARNING, guideline="SEC-4", since="0.1", cwe=(614, 1004, 1275), owasp=("API8",))
def insecure_cookie(project: Project, flows: Flows, stack: MiddlewareStack, defaults: Defaults) -> Iterator[Finding]:
    for setter in (known.SESSIONS, *known.TRANSPORTS):
        for added in stack.added(frozenset({setter.callable}), LIBRARY):
            if not EXAMPLE_FOLDERS.isdisjoint(added.span.path.split("/")[:-1]):
                continue
            yield from _judged(added, setter, defaults, Confidence.HIGH, "The session cookie")
    for graph in flows.graphs_holding(("set_cookie",), LIBRARY):
        for called in graph.calls:
            if called.method == "set_cookie" and not _is_for_development(called.facts):
                given, is_whole = arguments(called, flows.graphs)
                added = Added(graph.module, graph.module.span(called.node), given, is_whole)
                name = defaults.of(called.argument(0, "key"), LIBRARY)
                confidence = _confidence(name, called)
                if confidence is not None:
                    what = f"The cookie `{name.texts()[0]}`" if name.texts() else "This cookie"
                    yield from _judged(added, known.SET_COOKIE, defaults, confidence, what)


def _judged(
    added: Added, setter: known.CookieSetter, defaults: Defaults, confidence: Confidence, what: str
) -> Iterator[Finding]:
    of = {name: defaults.of(value, LIBRARY) for name, value in added.given.items()}
    problems, flags = [], []
    if _is_off(of.get(setter.secure), added.is_whole and not setter.is_secure):
        problems.append("crosses the network in clear text")
        flags.append(f"`{setter.secure}=True`")
    if setter.httponly and _is_off(of.get(setter.httponly), added.is_whole and not setter.is_httponly):
        problems.append("can be read by scripts")
        flags.append(f"`{setter.httponly}=True`")
    if of.get(setter.samesite, Possible()).is_only("none", "None"):
        problems.append("goes along with requests of every web site")
        flags.append(f'`{setter.samesite}="lax"`')
    if problems:
        message = f"{what} carries a login and {' and '.join(problems)}. Set {' and '.join(flags)}."
        yield Finding(added.span, message, confidence)


def _is_for_development(facts: Facts | None) -> bool:
    """Whether the cookie is only set where a setting says that nobody else uses the server."""
    tests = [fact.value for fact in facts or () if fact.outcome]
    asked = [v for test in tests if getattr(test, "operator", "") != "!=" for v in made_of(test)]
    names = [str(v.value) if isinstance(v, Constant) else name_of(v) for v in asked]
    return any(known.DEVELOPMENT.search(name) for name in names)


def _is_off(flag: Possible | None, is_off_by_default: bool) -> bool:
    return is_off_by_default if flag is None else flag.is_only(False, None)


def _confidence(name: Possible, called: Called) -> Confidence | None:
    """How sure it is that a cookie carries a login; None where nothing says so."""
    content = called.argument(1, "value")
    if content is None or isinstance(content, Constant):
        return None  # what is the same for everybody lets nobody in
    names = name.texts()
    if names and not name.is_open:
        return Confidence.HIGH if all(map(known.is_credential, names)) else None
    if _is_for_forms(called):
        return None
    is_named = any(known.is_credential(text) for text in names)
    return Confidence.MEDIUM if is_named or any(map(_makes_login, made_of(content))) else None


def _is_for_forms(called: Called) -> bool:
    """Whether the code that sets a cookie of an unknown name guards forms, by what it and the cookie are called."""
    function = called.graph.function
    names = [name_of(value) for value in (called.argument(0, "key"), called.argument(1, "value")) if value is not None]
    return any(known.FORMS.search(name) for name in (*names, function.qualname if function is not None else ""))


def _makes_login(value: Value) -> bool:
    if isinstance(value, Called):
        name = value.method or (value.function.dotted if isinstance(value.function, Global) else "")
        return bool(known.MADE.search(name.rpartition(".")[2]))
    return isinstance(value, Text) and any(isinstance(p, Constant) and "Bearer" in str(p.value) for p in value.parts)
