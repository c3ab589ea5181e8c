"""Cleanup after a yield that an error skips.

When the handler raises, FastAPI throws the exception into the dependency at its `yield`: what follows runs only if
nothing went wrong, and the session or file stays open, until the pool is empty. Put the cleanup into `finally`, or use
`with`. Code that belongs to success alone, such as a commit, may stand after the `yield`; the rule knows cleanup by
its name (`close`, `release`, `disconnect` ...).

```python bad
from fastapi import Depends, FastAPI

app = FastAPI()

def get_session():
    session = new_session()
    yield session
    session.close()  # expect: yield-without-cleanup

@app.get("/items")
def list_items(session=Depends(get_session)):
    return session.all()
```

```python good
from fastapi import Depends, FastAPI

app = FastAPI()

def get_session():
    session = new_session()
    try:
        yield session
        session.commit()
    finally:
        session.close()

@app.get("/items")
def list_items(session=Depends(get_session)):
    return session.all()
```
"""

from collections.abc import Iterator

from fastlint.model import nodes
from fastlint.rule import Dependency, Finding, Severity, rule

from .cleanup import skipped


@rule("FL823", severity=Severity.WARNING, guideline="DB-3", since="0.1", cwe=(772,))
def yield_without_cleanup(dependency: Dependency) -> Iterator[Finding]:
    function = dependency.function
    if function is None or not function.ir.is_generator:
        return
    for call in skipped(function):
        name = call.func.name if isinstance(call.func, (nodes.Ref, nodes.Attribute)) else ""
        what = f"`{name}` is skipped when the handler raises, and what `{function.ir.name}` opened stays open"
        yield Finding(function.module.span(call), f"{what}: put it into `finally` around the `yield`, or use `with`.")
