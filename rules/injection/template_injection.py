"""A client writes a template.

The source of a Jinja template can reach every object of the interpreter, so whoever writes it runs code on the server.
Keep templates in files, and give values to them as variables. A sandboxed environment narrows what a template
reaches and
is told as a lead for the auditor persona.

```python bad
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Template

app = FastAPI()

@app.get("/hello", response_class=HTMLResponse)
def hello(name: str):
    return Template(f"<h1>Hello {name}</h1>").render()  # expect: template-injection
```

```python good
from fastapi import FastAPI, Request
from fastapi.templating import Jinja2Templates

app = FastAPI()
templates = Jinja2Templates(directory="templates")

@app.get("/hello")
def hello(request: Request, name: str):
    return templates.TemplateResponse(request, "hello.html", {"name": name})
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flows, Question
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.library import LIBRARY
from ..knowledge.pages import TEMPLATE_SINKS
from ..knowledge.sources import REQUEST
from .reporting import lead, told

OPENED = frozenset({"builtins.open", "io.open", "aiofiles.open", "pathlib.Path.open", ".read_text"})
"""What a file holds is not what its name says."""

TEMPLATES = Question(TEMPLATE_SINKS, REQUEST, LIBRARY, cleaners=OPENED)
ADVICE = "keep templates in files and pass values as variables"


@rule("FL207", severity=Severity.ERROR, guideline="SEC-8", since="0.1", cwe=(1336,), owasp=("API8",))
def template_injection(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in flows.into(TEMPLATES):
        if flow.is_from_client:
            yield told(flow, f"is {flow.sink.kind}", ADVICE)
        else:
            yield lead(flow, f"is {flow.sink.kind}", ADVICE)
