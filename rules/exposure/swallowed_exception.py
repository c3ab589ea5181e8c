"""Exception caught and thrown away.

Whatever goes wrong there, today or after the next change, leaves no trace, and the code goes on as if it had worked.
Log it (`logger.exception(...)`), let it pass, or catch the one exception that is expected.

Reported are handlers of everything, and of whatever goes wrong with a database or a service, whose body only passes;
from the pedantic persona on, those that go on with a loop. What names a particular exception or goes through
`contextlib.suppress` is done on purpose, and so is cleaning up (`close`, `cancel`, `unlink`), a guarded import,
writing to a log there or right after it, and a `try` that returns what would do, whose variable has a value already,
or that says under `else` what follows when all is well.

```python bad
from fastapi import FastAPI

app = FastAPI()

@app.post("/orders")
def create_order(number: int):
    store(number)
    try:
        notify(number)
    except Exception:  # expect: swallowed-exception
        pass
```

```python good
import logging
from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)

@app.post("/orders")
def create_order(number: int):
    store(number)
    try:
        notify(number)
    except Exception:
        logger.exception("nobody was told of order %s", number)
```
"""

from collections.abc import Iterator

from fastlint.model import Body, nodes
from fastlint.rule import Confidence, Finding, Module, Persona, Project, Severity, rule

from ..knowledge.secrets import UNSERVED
from .catching import does_nothing, is_broad, is_on_purpose, is_wide, makes_way, names_bound, tells_next

MESSAGE = (
    "Whatever goes wrong is caught here and nothing is done with it: log it, let it pass, or catch the expected one"
)


@rule("FL402", severity=Severity.WARNING, guideline="ERR-4", since="0.1", cwe=(390,))
def swallowed_exception(project: Project) -> Iterator[Finding]:
    for module in project.modules.values():
        if not module.is_test and UNSERVED.isdisjoint(module.path.split("/")[:-1]):
            yield from _in_body(project, module, module.body, set())
            for function in module.functions:
                yield from _in_body(project, module, function.body, {p.name for p in function.ir.parameters})


def _in_body(project: Project, module: Module, body: Body, bound: set[str]) -> Iterator[Finding]:
    """The handlers in a body that throw away; `bound` are the names that have a value."""
    turns = {id(s.body[-1]) for s in body.statements if isinstance(s, (nodes.For, nodes.While)) and s.body}
    secondary = makes_way(body) | tells_next(body)
    for statement in body.statements:
        if isinstance(statement, nodes.Try) and id(statement) not in secondary and not is_on_purpose(statement, bound):
            for handler in statement.handlers:
                is_told = is_broad(project, module, handler.exception) or is_wide(project, module, handler.exception)
                if does_nothing(handler.body) and is_told:
                    yield _finding(project, module, handler, goes_on=id(statement) in turns)
        bound |= names_bound(statement)


def _finding(project: Project, module: Module, handler: nodes.Handler, goes_on: bool) -> Finding:
    """`goes_on` says that a loop goes on behind the handler, as with a `continue`."""
    end = handler.exception.end if handler.exception is not None else handler.start + len("except")
    is_sure = not handler.body and is_broad(project, module, handler.exception)
    goes_on = goes_on or any(isinstance(statement, nodes.Jump) for statement in handler.body)
    persona = Persona.PEDANTIC if goes_on else None
    confidence = Confidence.HIGH if is_sure else Confidence.MEDIUM
    return Finding(module.region(handler.start, end), MESSAGE, confidence, persona=persona)
