"""Outbound call without a timeout.

When the other side stops answering, the call waits for ever, and with it the request, its thread and its database
connection; a few such calls and nothing is served any more. Pass `timeout=`, in seconds, short enough for a client
that waits.

`requests` and `urllib` have no timeout of their own; `httpx` has one unless told `timeout=None`; `aiohttp` waits five
minutes, which is told with less confidence where a session is made. Sessions of the project's own classes and those
with adapters mounted may set one, and are not reported.

```python bad
import requests
from fastapi import FastAPI

app = FastAPI()

@app.get("/rates")
def rates():
    return requests.get("https://rates.example.com").json()  # expect: missing-timeout
```

```python good
import requests
from fastapi import FastAPI

app = FastAPI()

@app.get("/rates")
def rates():
    return requests.get("https://rates.example.com", timeout=5).json()
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Called, Constant, Flows, Graph
from fastlint.insight.types import Typing
from fastlint.rule import Confidence, Finding, Project, Severity, rule

from ..knowledge.library import LIBRARY
from ..knowledge.secrets import UNSERVED
from ..knowledge.timeouts import ENDLESS, FIVE_MINUTES, LASTS, WITH_DEFAULT

ADVICE = "pass `timeout=`"
WORDS = ("requests", "aiohttp", "urllib", "httpx")


@rule("FL705", severity=Severity.WARNING, guideline="ERR-5", since="0.1", cwe=(400,), owasp=("API4",), words=WORDS)
def missing_timeout(project: Project, flows: Flows) -> Iterator[Finding]:
    typing = flows.calls(LIBRARY).typing
    for graph in flows.graphs_holding(LASTS, LIBRARY):
        if not UNSERVED.isdisjoint(graph.module.path.split("/")[:-1]):
            continue
        for called in graph.calls:
            names = set(typing.names(called))
            found = names & (ENDLESS.keys() | WITH_DEFAULT | FIVE_MINUTES)
            if found and not called.stars and not _is_adapted(graph, called) and not _is_own(project, called, typing):
                yield from _called(graph, called, min(found))


def _called(graph: Graph, called: Called, name: str) -> Iterator[Finding]:
    given = called.argument(ENDLESS.get(name), "timeout")
    is_none = isinstance(given, Constant) and given.value is None
    span = graph.module.span(called.node)
    if is_none and name not in FIVE_MINUTES:
        apart = "; `httpx.Timeout(10, read=None)` still lets it wait for what comes later" if "stream" in name else ""
        message = f"`{name}` waits for ever when nobody answers: `timeout=None` switches its limit off{apart}"
        yield Finding(span, message)
    elif given is None and name in ENDLESS:
        yield Finding(span, f"`{name}` waits for ever when nobody answers: {ADVICE}")
    elif given is None and name in FIVE_MINUTES and not any("timeout" in c.keywords for c in graph.calls):
        message = f"`{name}` waits five minutes when nobody answers: {ADVICE} with what a client would wait"
        yield Finding(span, message, Confidence.LOW)


def _is_own(project: Project, called: Called, typing: Typing) -> bool:
    """Whether the session is of a class of the project, which may set a timeout."""
    holder = called.receiver or called.function
    return any(project.class_(kind.name) is not None for kind in typing.of(holder))


def _is_adapted(graph: Graph, called: Called) -> bool:
    """Whether adapters are mounted on the session, which may bring a timeout."""
    return any(other.method == "mount" and other.receiver is called.receiver for other in graph.calls)
