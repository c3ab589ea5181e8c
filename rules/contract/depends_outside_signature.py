"""Depends in the body of a function.

`Depends(...)` only marks a parameter for FastAPI. In a function's body nobody resolves it: the variable holds the
marker, and using it as the session or user it should be fails, or, in a condition, is always true. Declare a parameter
of the route's handler or of a dependency, and pass its value on. Markers that are put into lists, returned or given
to a library are left out: code that builds routes handles them.

```python bad
from fastapi import Depends, FastAPI

app = FastAPI()

@app.get("/items")
def list_items():
    session = Depends(get_session)  # expect: depends-outside-signature
    return session.all()
```

```python good
from fastapi import Depends, FastAPI

app = FastAPI()

@app.get("/items")
def list_items(session=Depends(get_session)):
    return session.all()
```
"""

from collections.abc import Iterator

from fastlint.insight.flow.graphs import Graphs
from fastlint.rule import Finding, Function, Severity, rule

from .markers import given_to_project, name_of, used_as_value

_DEPENDS = frozenset({"fastapi.Depends", "fastapi.Security"})
_ABOUT = "nobody resolves it here, only in the signature of a handler or dependency. Declare a parameter for it."


@rule("FL821", severity=Severity.ERROR, guideline="FW", since="0.1")
def depends_outside_signature(function: Function, graphs: Graphs) -> Iterator[Finding]:
    markers = [
        call.ir
        for call in function.calls()
        if name_of(call.ir.func) and graphs.name(function.module, call.ir.func) in _DEPENDS
    ]
    if not markers:
        return
    wrong = used_as_value(function) | given_to_project(function, graphs)
    for marker in markers:
        if id(marker) in wrong:
            yield Finding(function.module.span(marker), f"This is a marker, not its value: {_ABOUT}")
