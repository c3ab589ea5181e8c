"""A client chooses where a redirect leads.

A link to this site that leads to another one lends it this site's name, and hands over what the URL carries.
Allow relative targets only (one leading slash, not two, and no backslash), or look the target up.

```python bad
from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()

@app.get("/login")
def login(next: str = "/"):
    return RedirectResponse(next)  # expect: open-redirect
```

```python good
from fastapi import FastAPI, HTTPException
from fastapi.responses import RedirectResponse

app = FastAPI()

@app.get("/login")
def login(next: str = "/"):
    if not next.startswith("/") or next.startswith("//"):
        raise HTTPException(400)
    return RedirectResponse(next)
```
"""

from collections.abc import Iterator
from dataclasses import replace

from fastlint.insight.flow import Flows, Guards, Question
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge import schemes, urls
from ..knowledge.library import LIBRARY
from ..knowledge.parsing import PARSING
from ..knowledge.sources import REQUEST_TARGETS
from ..knowledge.tokens import TOKEN_ADDRESSES
from .locations import located
from .reporting import told

TESTED = Guards(urls.URL_GUARDS, PARSING, urls.URL_LOOKUPS, urls.URL_WORDS)
TARGETS = Question(
    urls.REDIRECTS,
    REQUEST_TARGETS,
    LIBRARY,
    cleaners=urls.URL_CLEANERS,
    cleans=urls.replaces_host,
    guards=replace(TESTED, overlooks=urls.is_beside_host, judge=urls.stays_on_site, vain=schemes.is_beside_host),
    passes_text=urls.chooses_site,
)
_ADVICE = "allow relative targets only, or look it up"
SIGNED = replace(TARGETS, sinks=TOKEN_ADDRESSES)


@rule("FL213", severity=Severity.WARNING, guideline="SEC-8", since="0.1", cwe=(601,), owasp=("API8",))
def open_redirect(project: Project, flows: Flows) -> Iterator[Finding]:
    answered = flows.answered(TARGETS, flows.handlers_given("response_class", urls.ANSWER), "the target of a redirect")
    for flow in (*flows.into(TARGETS), *flows.into(SIGNED), *answered):
        if flow.is_from_client:
            yield told(flow, f"chooses {flow.sink.kind}", _ADVICE)
    for flow, place in located(project, flows, TARGETS):
        yield replace(told(flow, "chooses the Location header", _ADVICE), span=place)
