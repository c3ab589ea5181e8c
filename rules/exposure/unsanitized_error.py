"""Internal error text is sent to the client.

The text of an exception names tables, hosts, files and library internals; a traceback shows the code. Log it, and
answer
with a message written for the client.

The rule follows caught exceptions and tracebacks into details of `HTTPException`, bodies of responses, results of
handlers,
exception handlers' answers and websocket messages, through other functions too. Exception classes of the project
itself, and
those that describe the client's own mistake (validation errors), are taken as meant for the client; so is what is
only shown
in debug mode. Where the project itself raises the caught class, the finding is a lead for the auditor persona.

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

from fastlint.insight.flow import Flow, Flows, Guards, Question
from fastlint.rule import Confidence, Finding, Persona, Project, Severity, rule

from ..knowledge.exceptions import CHOSEN, PUBLIC, TELLS_NOTHING
from ..knowledge.library import LIBRARY
from ..knowledge.responses import ANSWERS
from ..knowledge.sources import EXCEPTIONS

ERRORS = Question(
    ANSWERS,
    EXCEPTIONS,
    LIBRARY,
    cleaners=TELLS_NOTHING,
    guards=Guards(settings=("debug", "dev", "development", "verbose"), values=False),
)


@rule("FL401", severity=Severity.WARNING, guideline="SEC-5", since="0.1", cwe=(209,), owasp=("API8",))
def unsanitized_error(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in (*flows.into(ERRORS), *flows.returned(ERRORS)):
        if flow.kind == "call":
            yield _finding(flow, flow.what, None)
        elif flow.kind == "caught":
            caught = [name for name in flow.caught if name not in PUBLIC and not project.class_(name)]
            if not caught:
                continue
            is_own = all(name in CHOSEN for name in caught) and not flow.raised.isdisjoint(caught)
            shown = ", ".join(f"`{name.rpartition('.')[2]}`" for name in caught)
            yield _finding(flow, f"the text of a caught {shown}", Persona.AUDITOR if is_own else None)


def _finding(flow: Flow, what: str, persona: Persona | None) -> Finding:
    message = f"{what[0].upper()}{what[1:]} {flow.arrival}: log it and answer with a fixed message"
    confidence = Confidence.LOW if persona else flow.confidence
    return Finding(flow.span, message, confidence, flow.trace, flow.route, persona=persona)
