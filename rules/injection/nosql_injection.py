"""A client's mapping is used as a query of a document store.

A mapping from the client can hold operators (`{"password": {"$ne": ""}}`, `$where`), which change what the query means.
Take scalars, typed as such, and build the query from them.

```python bad
from fastapi import FastAPI, Request
from pymongo import MongoClient

app = FastAPI()
users = MongoClient()["shop"]["users"]

@app.post("/find")
async def find(request: Request):
    query = await request.json()
    return users.find_one({"name": query["name"]})  # expect: nosql-injection
```

```python good
from fastapi import FastAPI
from pymongo import MongoClient

app = FastAPI()
users = MongoClient()["shop"]["users"]

@app.get("/find")
async def find(name: str):
    return users.find_one({"name": name})
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flows, Question
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.documents import DOCUMENT_CLEANERS, DOCUMENT_SINKS, SCALARS, STORES
from ..knowledge.library import LIBRARY
from ..knowledge.sources import REQUEST_MAPPINGS
from .reporting import told

DOCUMENTS = Question(
    DOCUMENT_SINKS,
    REQUEST_MAPPINGS,
    LIBRARY,
    cleaners=DOCUMENT_CLEANERS,
    narrow=SCALARS,
    passes_text=lambda text, index: False,
)


@rule("FL203", severity=Severity.ERROR, guideline="SEC-8", since="0.1", cwe=(943,), owasp=("API8",))
def nosql_injection(project: Project, flows: Flows) -> Iterator[Finding]:
    has_store = project.uses(STORES)
    for flow in flows.into(DOCUMENTS):
        if flow.is_from_client and (has_store or flow.is_certain_sink):
            yield told(
                flow, f"can put operators into {flow.sink.kind}", "take typed scalars and build the query from them"
            )
