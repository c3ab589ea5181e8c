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

import re
from collections.abc import Iterator

from fastlint.model import calls_in, nodes, statements_in
from fastlint.rule import Confidence, Finding, Module, Project, Severity, rule

from ..knowledge.secrets import EXAMPLE_FOLDERS

APPS = frozenset(
    {"fastapi.FastAPI", "starlette.Starlette", "fastapi.applications.FastAPI", "starlette.applications.Starlette"}
)
SERVERS = frozenset({"uvicorn.run", "uvicorn.Config", "uvicorn.main.run"})
FOR_DEVELOPMENT = re.compile(r"dev|debug|local|watch|test|demo|example", re.IGNORECASE)


@rule("FL413", severity=Severity.WARNING, guideline="SEC-9", since="0.1", cwe=(489, 215), owasp=("API8",))
def debug_enabled(project: Project) -> Iterator[Finding]:
    for module in project.modules.values():
        if module.is_test or not _is_shipped(module) or FOR_DEVELOPMENT.search(module.path.rpartition("/")[2]):
            continue
        functions = [f.ir.body for f in module.functions if not FOR_DEVELOPMENT.search(f.ir.name)]
        for body in map(_for_production, (module.ir.body, *functions)):
            for call in calls_in(body):
                if project.canonical(module, call.func) in SERVERS and _is_true(call.keyword("reload")):
                    message = _message("The server reloads on every change of a file")
                    yield Finding(module.span(call), message, Confidence.MEDIUM)
                elif project.canonical(module, call.func) in APPS and _is_on(project, module, call.keyword("debug")):
                    yield Finding(module.span(call), _message("The application runs in debug mode"))
            for statement in statements_in(body):
                if isinstance(statement, nodes.Assign) and _sets_debug(statement):
                    yield Finding(module.span(statement), _message("The application runs in debug mode"))


def _message(what: str) -> str:
    return f"{what}, whoever calls it: take the switch from the environment, off by default."


def _is_shipped(module: Module) -> bool:
    return EXAMPLE_FOLDERS.isdisjoint(module.path.split("/")[:-1])


def _is_true(value: nodes.Expr | None) -> bool:
    return isinstance(value, nodes.Literal) and value.value is True


def _is_on(project: Project, module: Module, value: nodes.Expr | None) -> bool:
    """Whether a value is True in the code, or a module's constant that is."""
    dotted = project.canonical(module, value)
    is_constant = dotted.rpartition(".")[0] in project.modules and project.constants.get(dotted) is True
    return _is_true(value) or is_constant


def _sets_debug(statement: nodes.Assign) -> bool:
    """Whether it is `app.debug = True`."""
    targets = (t for t in statement.targets if isinstance(t, nodes.Attribute) and t.name == "debug")
    holders = (getattr(target.value, "name", "") for target in targets)
    return _is_true(statement.value) and any(holder in ("app", "application", "api") for holder in holders)


def _for_production(body: tuple[nodes.Stmt, ...]) -> tuple[nodes.Stmt, ...]:
    """The statements that run unless the file is run by hand, or a test says that this is development."""
    return tuple(s for s in body if not (isinstance(s, nodes.If) and _is_for_development(s.test)))


def _is_for_development(test: nodes.Expr) -> bool:
    if isinstance(test, nodes.Operation):
        return any(map(_is_for_development, test.operands))
    if isinstance(test, nodes.Call):
        return any(map(_is_for_development, (test.func, *test.args)))
    if isinstance(test, nodes.Literal):
        return test.value == "__main__" or bool(FOR_DEVELOPMENT.search(str(test.value)))
    return bool(FOR_DEVELOPMENT.search(getattr(test, "name", "")))
