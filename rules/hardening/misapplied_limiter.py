"""A rate limit that limits nothing.

Decorators run from the bottom up: `@app.post(...)` registers the function that stands below it, so a limit written
above the route decorator wraps a function that nobody calls. A limiter's default limits need its middleware, a
dependency class must be called (`Depends(RateLimiter(times=5))`), and `slowapi` looks for a parameter called `request`.
Put the limit between the route decorator and the function, and attach what the library asks for.

```python bad
from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

limiter = Limiter(key_func=get_remote_address)
app = FastAPI()
app.state.limiter = limiter

@limiter.limit("5/minute")  # expect: misapplied-limiter
@app.post("/login")
def log_in(request: Request, name: str): ...
```

```python good
from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

limiter = Limiter(key_func=get_remote_address)
app = FastAPI()
app.state.limiter = limiter

@app.post("/login")
@limiter.limit("5/minute")
def log_in(request: Request, name: str): ...
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Flows, Global, Value
from fastlint.insight.limits import LimiterCoverage
from fastlint.model import Function, nodes
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from ..knowledge.library import LIBRARY
from ..knowledge.limits import DEPENDENCIES, LIMITERS, MIDDLEWARE, REQUESTS, SLOWAPI


@rule("FL509", severity=Severity.ERROR, guideline="API-8", since="0.1", cwe=(770, 799), owasp=("API4",))
def misapplied_limiter(project: Project, flows: Flows, limits: LimiterCoverage) -> Iterator[Finding]:
    for route in {route.handler: route for route in project.routes if route.handler is not None}.values():
        assert route.handler is not None
        yield from _decorated(flows, route.handler)
    yield from _uncalled(flows)
    yield from _unattached(flows, project, limits)


def _decorated(flows: Flows, handler: Function) -> Iterator[Finding]:
    decorators = handler.ir.decorators
    registering = [i for i, d in enumerate(decorators) if _registers(d)]
    for i, decorator in enumerate(decorators):
        is_slowapi = _is_slowapi(flows, handler, decorator)
        if not is_slowapi and (i in registering or not LIMITERS.names.search(_last(decorator))):
            continue
        span = handler.module.span(decorator)
        if registering and i < max(registering):
            message = (
                "This limit has no effect: the route decorator below it registers the function without it. Move it"
            )
            yield Finding(
                span, f"{message} below the route decorator.", Confidence.HIGH if is_slowapi else Confidence.MEDIUM
            )
        elif is_slowapi and not REQUESTS & {parameter.name for parameter in handler.ir.parameters}:
            yield Finding(
                span,
                f"`slowapi` finds no parameter called `request` in `{handler.ir.name}` and refuses to limit it: add "
                "`request: Request`.",
            )


def _uncalled(flows: Flows) -> Iterator[Finding]:
    for graph in flows.graphs_holding(("Depends", "APIRouter", "FastAPI", "include_router"), LIBRARY):
        for called in graph.calls:
            given = called.args[0] if called.args and _dotted(flows, called.function).endswith(".Depends") else None
            if given is not None and _dotted(flows, given) in DEPENDENCIES:
                span = graph.module.span(called.node)
                message = "This gives the class and not a limiter made of it: write `Depends(RateLimiter(times=5))`."
                yield Finding(span, message)


def _unattached(flows: Flows, project: Project, limits: LimiterCoverage) -> Iterator[Finding]:
    """Default limits that no middleware applies."""
    middleware = {m.name.rpartition(".")[2].rpartition(":")[2] for app in project.apps for m in app.middleware}
    if (
        not project.apps
        or MIDDLEWARE & middleware
        or next(iter(flows.graphs_holding(sorted(MIDDLEWARE), LIBRARY)), None)
    ):
        return
    for graph in flows.graphs_holding(("Limiter",), LIBRARY):
        for called in graph.calls:
            if _dotted(flows, called.function) in SLOWAPI and LIMITERS.defaults & called.keywords.keys():
                yield Finding(
                    graph.module.span(called.node),
                    "These default limits apply to no route: `SlowAPIMiddleware` is not added to the application.",
                    Confidence.MEDIUM,
                )


def _is_slowapi(flows: Flows, handler: Function, decorator: nodes.Expr) -> bool:
    if not (isinstance(decorator, nodes.Call) and isinstance(decorator.func, nodes.Attribute)):
        return False
    if decorator.func.name not in ("limit", "shared_limit"):
        return False
    owner = flows.graphs.name(handler.module, decorator.func.value)
    made = flows.graphs.variable(owner) if owner else []
    return any(isinstance(v, Called) and _dotted(flows, v.function) in SLOWAPI for v in made)


def _dotted(flows: Flows, value: Value) -> str:
    return flows.graphs.follow(value.dotted) if isinstance(value, Global) else ""


def _registers(decorator: nodes.Expr) -> bool:
    """Whether a decorator is of the form `@router.post("/path")`."""
    path = decorator.argument(0, "path") if isinstance(decorator, nodes.Call) else None
    is_method = isinstance(decorator, nodes.Call) and isinstance(decorator.func, nodes.Attribute)
    is_verb = is_method and _last(decorator) in ("get", "post", "put", "patch", "delete", "api_route", "websocket")
    return is_verb and path is not None


def _last(decorator: nodes.Expr) -> str:
    callee = decorator.func if isinstance(decorator, nodes.Call) else decorator
    return callee.name if isinstance(callee, (nodes.Ref, nodes.Attribute)) else ""
