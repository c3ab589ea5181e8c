"""Debug mode switched on in the code.

With `debug=True`, Starlette answers an unhandled exception with its traceback and pieces of the source, to anybody.
Reloading watches the files and serves from a child process, which no production server needs. Take both from the
environment, off by default.

`uvicorn.run(..., reload=True)` under `if __name__ == "__main__":`, or in a function or file made for development, is
how one runs the application while writing it, and is not reported.

```python bad
from fastapi import FastAPI

app = FastAPI(debug=True)  # expect: debug-enabled
```

```python good
import uvicorn
from fastapi import FastAPI

app = FastAPI(debug=settings.debug)

if __name__ == "__main__":
    uvicorn.run("main:app", reload=True)
```
"""

from collections.abc import Iterator

from fastlint.model import calls_in, nodes, statements_in
from fastlint.rule import Confidence, Finding, Module, Project, Severity, rule

from ..knowledge.secrets import EXAMPLE_FOLDERS
from .development import FOR_DEVELOPMENT, for_production, is_on, is_tool, is_true, sets_debug

APPS = frozenset(
    {"fastapi.FastAPI", "starlette.Starlette", "fastapi.applications.FastAPI", "starlette.applications.Starlette"}
)
SERVERS = frozenset({"uvicorn.run", "uvicorn.Config", "uvicorn.main.run"})
_TOLD_BY = frozenset({"debug", *(name.rpartition(".")[2] for name in (*APPS, *SERVERS))})


@rule(
    "FL413",
    severity=Severity.WARNING,
    guideline="SEC-9",
    since="0.1",
    cwe=(489, 215),
    owasp=("API8",),
    words=("uvicorn",),
)
def debug_enabled(project: Project) -> Iterator[Finding]:
    for module in project.modules.values():
        if module.is_test or not _is_shipped(module) or FOR_DEVELOPMENT.search(module.path.rpartition("/")[2]):
            continue
        bodies = (module.body, *(f.body for f in module.functions if not is_tool(f)))
        for body in (for_production(body.block) for body in bodies if not _TOLD_BY.isdisjoint(body.names)):
            for call in calls_in(body):
                if project.canonical(module, call.func) in SERVERS and is_true(call.keyword("reload")):
                    message = _message("The server reloads on every change of a file")
                    yield Finding(module.span(call), message, Confidence.MEDIUM)
                elif project.canonical(module, call.func) in APPS and is_on(project, module, call.keyword("debug")):
                    yield Finding(module.span(call), _message("The application runs in debug mode"))
            for statement in statements_in(body):
                if isinstance(statement, nodes.Assign) and sets_debug(statement):
                    yield Finding(module.span(statement), _message("The application runs in debug mode"))


def _message(what: str) -> str:
    return f"{what}, whoever calls it: take the switch from the environment, off by default."


def _is_shipped(module: Module) -> bool:
    return EXAMPLE_FOLDERS.isdisjoint(module.path.split("/")[:-1])
