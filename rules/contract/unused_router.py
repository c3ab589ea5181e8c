"""Router that no app includes.

Its routes look like part of the API and do not exist. Include it, or delete it. A router that other code gets to see
in ways that are not followed, one of a library without an app of its own, and one that an app may find by importing
modules by name are left out.

```python bad
from fastapi import APIRouter, FastAPI

app = FastAPI()
reports = APIRouter(prefix="/reports")  # expect: unused-router

@reports.get("/")
def list_reports():
    return []

@app.get("/")
def index():
    return {}
```

```python good
from fastapi import APIRouter, FastAPI

app = FastAPI()
reports = APIRouter(prefix="/reports")

@reports.get("/")
def list_reports():
    return []

app.include_router(reports)
```
"""

from collections.abc import Iterator

from fastlint.model import nodes
from fastlint.rule import Finding, Module, Project, Router, Severity, rule

_REGISTERING = frozenset(
    "get put post delete options head patch trace api_route websocket websocket_route route include_router "
    "add_api_route add_api_websocket_route add_route mount prefix tags routes on_event exception_handler".split()
)


@rule("FL804", severity=Severity.WARNING, guideline="FW", since="0.1")
def unused_router(project: Project) -> Iterator[Finding]:
    unused = {_dotted(r): r for r in project.routers if not r.is_included and r.routes and not r.module.is_test}
    if not unused or not any(app.routes and not app.is_fragment for app in project.apps) or _hides_routers(project):
        return
    seen = {name for module in project.modules.values() for name in _handed_on(module, project)}
    for name, router in unused.items():
        if "?" not in name and name not in seen:
            routes = "its route does" if router.routes == 1 else f"its {router.routes} routes do"
            message = f"No app includes this router: {routes} not exist. Include it, or delete it."
            yield Finding(router.span, message)


def _hides_routers(project: Project) -> bool:
    """Whether some app includes what could not be followed, so that it may be any router."""
    return any("router" in part.reason or "import" in part.reason for part in project.unresolved)


def _dotted(router: Router) -> str:
    return router.name.replace(":", ".")


def _handed_on(module: Module, project: Project) -> Iterator[str]:
    """The names that code of `module` uses as a value: other than to register something on it."""
    for body in module.bodies:
        found = body.expressions
        inner = {id(e.value) for e in found if isinstance(e, nodes.Attribute) and e.name in _REGISTERING}
        inner |= {id(target) for s in body.statements if isinstance(s, nodes.Assign) for target in s.targets}
        for expression in found:
            if isinstance(expression, (nodes.Ref, nodes.Attribute)) and id(expression) not in inner:
                name = project.canonical(module, expression)
                if name:
                    yield name
