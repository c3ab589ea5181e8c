"""Dependency that is called where it is declared.

`Depends(get_session())` hands FastAPI the result of one call made at import, not the function: a generator, a
coroutine or a plain value is nothing to call, and FastAPI refuses the route. Give the function itself. Factories,
whose result can be called, are meant to be called; the rule reports what surely returns none of those.

```python bad
from fastapi import Depends, FastAPI

app = FastAPI()

def get_session():
    with new_session() as session:
        yield session

@app.get("/items")
def list_items(session=Depends(get_session())):  # expect: called-dependency
    return session.all()
```

```python good
from fastapi import Depends, FastAPI

app = FastAPI()

def get_session():
    with new_session() as session:
        yield session

def require(role: str):
    def check(session=Depends(get_session)):
        session.check(role)
    return check

@app.get("/items", dependencies=[Depends(require("reader"))])
def list_items(session=Depends(get_session)):
    return session.all()
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flows
from fastlint.insight.flow.graphs import Graphs
from fastlint.model import nodes
from fastlint.rule import Call, Finding, Severity, rule

from .callables import instance, result
from .results import typing_of

_DEPENDS = frozenset({"fastapi.Depends", "fastapi.Security"})


@rule("FL820", severity=Severity.ERROR, guideline="FW", since="0.1")
def called_dependency(call: Call, graphs: Graphs, flows: Flows) -> Iterator[Finding]:
    given = call.ir.argument(0, "dependency")
    if not isinstance(given, nodes.Call) or graphs.name(call.module, call.ir.func) not in _DEPENDS:
        return
    name = graphs.name(call.module, given.func)
    function = graphs.project.function(name) if name else None
    what = result(function, flows) if function is not None else instance(name, typing_of(flows))
    if what:
        short = name.rpartition(".")[2]
        message = (
            f"`{short}` is called here, at import, and gives {what}, which FastAPI cannot call. Give `{short}` itself."
        )
        yield Finding(call.module.span(given), message)
