"""Use of something that the project's FastAPI, Starlette or Pydantic no longer has.

The code fails when it is imported or called. Use what took its place, or pin the older release until then. The
versions come from lock files, pinned requirements and the ranges in pyproject.toml and setup.cfg; where nothing keeps
the newest release out, the finding is less sure. Code that asks for the version or expects the import to fail is left
out. The rule sees methods where the type of their object can be told.

```python bad
from fastapi import FastAPI, Query
from pydantic import BaseSettings

app = FastAPI(openapi_prefix="/api")  # expect: removed-api

class Settings(BaseSettings):  # expect: removed-api
    debug: bool = False

def stop(): ...

app.add_event_handler("shutdown", stop)  # expect: removed-api

@app.get("/items")
def list_items(q: str = Query("", unit="kg")):  # expect: removed-api
    return q
```

```python good
from fastapi import FastAPI, Query
from pydantic_settings import BaseSettings

app = FastAPI()

class Settings(BaseSettings):
    debug: bool = False

@app.get("/items")
def list_items(q: str = Query("", json_schema_extra={"unit": "kg"})):
    return q
```
"""

from collections.abc import Iterator

from fastlint.insight.flow.graphs import Graphs
from fastlint.insight.versions import Versions
from fastlint.model import last_names
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.releases import SIGNATURES
from .uses import Uses, calls, reached


@rule("FL851", severity=Severity.ERROR, guideline="FW", since="0.1", words=("pydantic",))
def removed_api(project: Project, graphs: Graphs, uses: Uses, versions: Versions) -> Iterator[Finding]:
    for use in uses.found:
        confidence = reached(versions, use.change.removed)
        if confidence is not None:
            what = f"`{use.change.shown}` is gone since {use.change.removed}"
            yield Finding(use.span, f"{what}: this fails. Use {use.change.instead}.", confidence)
    yield from _unknown_keywords(project, graphs, versions)


def _unknown_keywords(project: Project, graphs: Graphs, versions: Versions) -> Iterator[Finding]:
    signatures = {signature.name: signature for signature in SIGNATURES}
    lasts = {name.rpartition(".")[2] for name in signatures}
    for module in project.modules.values():
        for call in (c for c in calls(module) if c.keywords) if not module.is_test else ():
            if lasts.isdisjoint(last_names(call.func)):
                continue
            signature = signatures.get(graphs.name(module, call.func))
            confidence = reached(versions, signature.since) if signature else None
            if signature is None or confidence is None:
                continue
            for keyword in call.keywords:
                if keyword.name and keyword.name not in signature.keywords:
                    name = signature.name.rpartition(".")[2]
                    what = f"`{name}` has no `{keyword.name}=` and refuses unknown ones since {signature.since}"
                    yield Finding(module.span(keyword.value), f"{what}: {signature.instead}.", confidence)
