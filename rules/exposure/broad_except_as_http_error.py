"""Every exception turned into one HTTP error.

`except Exception` catches mistakes in the code as well as what was expected to go wrong, and the `HTTPException`s that
the body raises itself: a 404 becomes a 500, a bug becomes a 400. Catch what the body is known to raise; what is left
is FastAPI's to answer with 500, and the server's to log.

A handler that logs what it caught is not reported, nor one after another that lets `HTTPException` through.

```python bad
from fastapi import FastAPI, HTTPException

app = FastAPI()

@app.get("/items/{item_id}")
def read_item(item_id: int):
    try:
        return load(item_id)
    except Exception:  # expect: broad-except-as-http-error
        raise HTTPException(400, "No such item")
```

```python good
from fastapi import FastAPI, HTTPException

app = FastAPI()

@app.get("/items/{item_id}")
def read_item(item_id: int):
    try:
        return load(item_id)
    except KeyError:
        raise HTTPException(404, "No such item")
```
"""

from collections.abc import Iterator

from fastlint.model import nodes
from fastlint.rule import Finding, Module, Persona, Project, Severity, rule

from ..knowledge.exceptions import BROAD, HTTP_ERRORS
from .catching import classes, is_logged, raises_http

MESSAGE = (
    "Bugs, and errors that the body raises itself, all become this one: catch what is expected, or log the exception"
)


@rule("FL403", severity=Severity.NOTE, guideline="ERR-1", since="0.1", persona=Persona.PEDANTIC)
def broad_except_as_http_error(project: Project) -> Iterator[Finding]:
    for function in project.functions:
        for statement in () if function.module.is_test else function.body.statements:
            if isinstance(statement, nodes.Try):
                yield from _handlers(project, function.module, statement)


def _handlers(project: Project, module: Module, attempt: nodes.Try) -> Iterator[Finding]:
    lets_through = False
    for handler in attempt.handlers:
        names = {project.canonical(module, item) for item in classes(handler.exception)}
        if names & HTTP_ERRORS and any(isinstance(s, nodes.Raise) and s.value is None for s in handler.body):
            lets_through = True
        is_broad = handler.exception is None or bool(names & BROAD)
        if is_broad and not lets_through and raises_http(project, module, handler) and not is_logged(handler):
            end = handler.exception.end if handler.exception is not None else handler.start + len("except")
            yield Finding(module.region(handler.start, end), MESSAGE)
