"""Internal error text is sent to the client.

The text of an exception names tables, hosts, files and library internals; a traceback shows the code. Log it, and
answer
with a message written for the client.

The rule follows caught exceptions and tracebacks into details of `HTTPException`, bodies of responses, results of
handlers,
exception handlers' answers and websocket messages, through other functions too. Exception classes of the project
itself, and
those that describe the client's own mistake (validation errors), are taken as meant for the client, also where a test
by `isinstance` says so; so is what is
only shown in debug mode, and an exception whose own status code the answer takes. A narrow class that neither tells of
a system underneath (database, network, files) nor is caught for want of a better one (`ValueError`, `KeyError`) is a
lead for the auditor persona, and so is one that the project itself raises, what a route for debugging tells, and
whatever is caught around code that only reads what was sent.

```python bad
from fastapi import FastAPI, HTTPException

app = FastAPI()

@app.get("/report")
def report():
    try:
        return open("report.txt").read()
    except Exception as error:
        raise HTTPException(status_code=500, detail=str(error))  # expect: unsanitized-error
```

```python good
import logging
from fastapi import FastAPI, HTTPException

app = FastAPI()

@app.get("/report")
def report():
    try:
        return open("report.txt").read()
    except Exception:
        logging.exception("report failed")
        raise HTTPException(status_code=500, detail="The report is not available.")
```
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from fastlint.insight.flow import Called, Flow, Flows, Guards, Part, Question, Value, made_of
from fastlint.rule import Confidence, Finding, Persona, Project, Severity, rule

from ..knowledge.exceptions import CHOSEN, DEBUGGING, STATUSES, TELLS_NOTHING, is_internal, is_public
from ..knowledge.library import LIBRARY
from ..knowledge.responses import ANSWERS
from ..knowledge.sources import EXCEPTIONS
from .narrowing import is_narrowed, is_no_text
from .parsing import is_parsing

ERRORS = Question(
    ANSWERS,
    EXCEPTIONS,
    LIBRARY,
    cleaners=TELLS_NOTHING,
    cleans=is_no_text,
    guards=Guards(
        settings=("debug", "dev", "development", "verbose", "expose", "stacktrace", "traceback"),
        membership=False,
        equality=False,
    ),
)


@rule("FL401", severity=Severity.WARNING, guideline="SEC-5", since="0.1", cwe=(209,), owasp=("API8",))
def unsanitized_error(project: Project, flows: Flows) -> Iterator[Finding]:
    judge = partial(is_narrowed, project, flows.graphs)
    errors = replace(ERRORS, guards=replace(ERRORS.guards, judge=judge))
    found = (*flows.into(errors), *flows.returned(errors))
    for flow in (flow for flow in found if flow.place.graph.module.name in project.served):
        if flow.kind == "call":
            yield _finding(flow, flow.what, None)
        elif flow.kind == "caught":
            caught = [name for name in flow.caught if not is_public(name) and not project.class_(name)]
            if caught and not _answers_with_status(flow):
                shown = " or ".join(f"`{name.rpartition('.')[2]}`" if name else "exception" for name in caught)
                is_asked = is_parsing(project, flows.calls(LIBRARY).typing, flow) or _is_for_debugging(flow)
                is_telling = _tells(flow, caught) and not is_asked
                persona = None if is_telling else Persona.AUDITOR
                yield _finding(flow, f"the text of a caught {shown}", persona)


def _tells(flow: Flow, caught: list[str]) -> bool:
    """Whether the exceptions tell of the inside, and are not the project's own choice of words."""
    is_own = all(name in CHOSEN for name in caught) and not flow.raised.isdisjoint(caught)
    return any(map(is_internal, caught)) and not is_own


def _is_for_debugging(flow: Flow) -> bool:
    """Whether the route is there to tell what goes wrong."""
    return flow.route is not None and bool(DEBUGGING.search(flow.route.path))


def _answers_with_status(flow: Flow) -> bool:
    """Whether the answer's status is the exception's own: it was made to become an answer."""
    if not isinstance(flow.place, Called):
        return False
    given: list[Value] = [*flow.place.args, *flow.place.keywords.values()]
    parts = [part for value in given for part in made_of(value) if isinstance(part, Part)]
    return any(part.key in STATUSES and _root(part) is flow.values[0] for part in parts)


def _root(value: Value) -> Value:
    while isinstance(value, Part):
        value = value.whole
    return value


def _finding(flow: Flow, what: str, persona: Persona | None) -> Finding:
    message = f"{what[0].upper()}{what[1:]} {flow.arrival}: log it and answer with a fixed message"
    confidence = Confidence.LOW if persona else flow.confidence
    return Finding(flow.span, message, confidence, flow.trace, flow.route, persona=persona)
