"""Text is sent as HTML without escaping.

What a client puts into a page runs in other people's browsers, with their sessions. Render templates with
autoescape, or
pass every value through `html.escape` or `markupsafe.escape`. Values out of a database are told as leads for the
auditor
persona.

```python bad
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI()

@app.get("/hello")
def hello(name: str):
    return HTMLResponse(f"<h1>Hello {name}</h1>")  # expect: html-injection
```

```python good
from html import escape
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI()

@app.get("/hello")
def hello(name: str):
    return HTMLResponse(f"<h1>Hello {escape(name)}</h1>")
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flow, Flows, Guards, Question
from fastlint.rule import Confidence, Finding, Persona, Project, Severity, rule

from ..knowledge.library import LIBRARY
from ..knowledge.pages import HTML_CLEANERS, HTML_HANDLERS, HTML_SINKS, escapes
from ..knowledge.paths import LOOKUPS
from ..knowledge.sources import REQUEST
from .reporting import told

PAGES = Question(HTML_SINKS, REQUEST, LIBRARY, cleaners=HTML_CLEANERS, cleans=escapes, guards=Guards(lookups=LOOKUPS))
ADVICE = "escape it, or render a template with autoescape"


@rule("FL214", severity=Severity.ERROR, guideline="SEC-8", since="0.1", cwe=(79,), owasp=("API8",))
def html_injection(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in (*flows.into(PAGES), *flows.answered(PAGES, flows.handlers_given(*HTML_HANDLERS), "a page")):
        if flow.is_from_client:
            yield told(flow, f"is put into {flow.sink.kind} without escaping", ADVICE)
        elif flow.kind == "stored":
            yield _stored(flow)


def _stored(flow: Flow) -> Finding:
    message = f"A stored value is put into {flow.sink.kind} without escaping: {ADVICE}"
    return Finding(flow.span, message, Confidence.LOW, flow.trace, severity=Severity.WARNING, persona=Persona.AUDITOR)
