"""A client chooses where the server sends a request.

The server reaches addresses that the client does not: the cloud's metadata service, databases and admin pages of the
inner network. Take the host from an allow-list, or resolve it and refuse private addresses; a scheme or a `HttpUrl`
does not help. A value that only fills the path or the query behind a fixed host is not reported.

```python bad
import httpx
from fastapi import FastAPI

app = FastAPI()

@app.get("/preview")
async def preview(url: str):
    async with httpx.AsyncClient() as client:
        return (await client.get(url)).text  # expect: ssrf
```

```python good
import httpx
from fastapi import FastAPI, HTTPException

app = FastAPI()
FEEDS = {"news": "https://example.com/news.xml"}

@app.get("/preview/{feed}")
async def preview(feed: str):
    if feed not in FEEDS:
        raise HTTPException(404)
    async with httpx.AsyncClient() as client:
        return (await client.get(FEEDS[feed])).text
```
"""

from collections.abc import Iterator
from dataclasses import replace

from fastlint.insight.flow import Flows, Guards, Question
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge import schemes, urls
from ..knowledge.library import LIBRARY
from ..knowledge.parsing import PARSING
from ..knowledge.sources import REQUEST_TEXTS
from .reporting import once, told

TESTED = Guards(urls.URL_GUARDS, PARSING, urls.URL_LOOKUPS, urls.URL_WORDS)
OUTBOUND = Question(
    urls.FETCHES,
    REQUEST_TEXTS,
    LIBRARY,
    cleaners=urls.URL_CLEANERS,
    cleans=urls.replaces_host,
    narrow=frozenset({"pathlib.Path"}),
    guards=replace(TESTED, overlooks=urls.is_beside_host, judge=urls.ties_host_down, vain=schemes.is_beside_host),
    passes_text=urls.chooses_host,
)
BROWSED = replace(OUTBOUND, sinks=urls.BROWSERS, guards=replace(TESTED, judge=urls.ties_scheme_down))


@rule("FL212", severity=Severity.ERROR, guideline="SEC-8", since="0.1", cwe=(918,), owasp=("API7",))
def ssrf(project: Project, flows: Flows) -> Iterator[Finding]:
    for flow in once((*flows.into(OUTBOUND), *flows.into(BROWSED))):
        if flow.is_from_client and not urls.is_joined_behind(flow.values):
            flow = flow.doubted(2) if urls.fills_unknown(flow.values) else flow
            flow = flow.doubted(2) if any(urls.is_guarded_client(graph) for graph in flow.graphs) else flow
            yield told(flow, f"chooses the host of {flow.sink.kind}", "take the host from an allow-list")
