"""Dependency that swallows the error of its request.

FastAPI throws what the handler raises into a dependency at its `yield`. A dependency that catches it and goes on hides
it from exception handlers and logs: the client gets a bare 500, and FastAPI since 0.110 complains of the missing error.
Raise it again after the cleanup; an `HTTPException` of the handler is caught by `except Exception` too.

```python bad
import logging
from fastapi import Depends, FastAPI

app = FastAPI()

def get_session():
    session = new_session()
    try:
        yield session
    except Exception:  # expect: swallowing-yield-dependency
        logging.exception("rolled back")
        session.rollback()
    finally:
        session.close()

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
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()

@app.get("/items")
def list_items(session=Depends(get_session)):
    return session.all()
```
"""

from collections.abc import Iterator

from fastlint.insight.flow.graphs import Graphs
from fastlint.model import Function, Span, calls_in, nodes, statements_in
from fastlint.rule import Confidence, Dependency, Finding, Severity, rule

from .cleanup import yields

_BROAD = frozenset({"Exception", "BaseException", "HTTPException", ""})
_ENDING = frozenset({"GeneratorExit", "StopIteration", "StopAsyncIteration", "CancelledError", "KeyboardInterrupt"})


@rule("FL822", severity=Severity.ERROR, guideline="FW", since="0.1")
def swallowing_yield_dependency(dependency: Dependency, graphs: Graphs) -> Iterator[Finding]:
    function = dependency.function
    if function is None or not function.ir.is_generator:
        return
    for statement in function.body.statements:
        if not isinstance(statement, nodes.Try) or not yields(statement.body):
            continue
        for handler in statement.handlers:
            names = _names(handler.exception)
            if names <= _ENDING or _raises(handler, function, graphs):
                continue
            confidence = Confidence.HIGH if names & _BROAD else Confidence.MEDIUM
            message = f"`{function.ir.name}` swallows what the handler raises: nobody else sees it. Raise it again."
            yield Finding(_place(handler, function), message, confidence)


def _raises(handler: nodes.Handler, function: Function, graphs: Graphs) -> bool:
    """Whether the handler raises on some path, itself or by a function that never returns."""
    if any(isinstance(statement, nodes.Raise) for statement in statements_in(handler.body)):
        return True
    called = (graphs.project.function(graphs.name(function.module, call.func)) for call in calls_in(handler.body))
    return any(inner is not None and not graphs.of(inner).ends_normally for inner in called)


def _names(exception: nodes.Expr | None) -> set[str]:
    caught = exception.items if isinstance(exception, nodes.Sequence) else (exception,)
    return {e.name if isinstance(e, (nodes.Ref, nodes.Attribute)) else "" for e in caught}


def _place(handler: nodes.Handler, function: Function) -> Span:
    return function.module.span(handler.exception or handler)
