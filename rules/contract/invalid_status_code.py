"""HTTPException with a status code that is no error.

An `HTTPException` sends an error body, and clients, caches and retries go by the status: with 200 the failure counts
as a success, and a code outside of 100 to 599 is refused by servers. Use a code of 400 or above; for a success return,
for a redirect return a `RedirectResponse`. Redirects with a `Location` header, and 304, are left out.

```python bad
from fastapi import FastAPI, HTTPException

app = FastAPI()

@app.get("/items/{item_id}")
def read_item(item_id: int):
    raise HTTPException(status_code=200, detail="No such item")  # expect: invalid-status-code
```

```python good
from fastapi import FastAPI, HTTPException

app = FastAPI()

@app.get("/items/{item_id}")
def read_item(item_id: int):
    raise HTTPException(status_code=404, detail="No such item")
```
"""

import re
from collections.abc import Iterator

from fastlint.insight.flow.graphs import Graphs
from fastlint.model import nodes
from fastlint.rule import Call, Finding, Severity, rule

_EXCEPTIONS = frozenset({"fastapi.HTTPException", "starlette.exceptions.HTTPException"})
_NAMED = re.compile(r"fastapi\.status\.HTTP_(\d{3})_")


@rule("FL812", severity=Severity.ERROR, guideline="API-2", since="0.1")
def invalid_status_code(call: Call, graphs: Graphs) -> Iterator[Finding]:
    given = call.ir.argument(0, "status_code")
    if given is None or graphs.name(call.module, call.ir.func) not in _EXCEPTIONS:
        return
    code = _number(given, call, graphs)
    if code is None or 400 <= code <= 599 or code == 304:
        return
    if 300 <= code <= 399 and call.ir.argument(2, "headers") is not None:
        return
    remedy = "return a response for a success or a redirect" if 100 <= code <= 399 else "servers refuse it"
    message = f"`HTTPException` with status {code}, which is no error: use 400 or above, {remedy}."
    yield Finding(call.module.span(given), message)


def _number(given: nodes.Expr, call: Call, graphs: Graphs) -> int | None:
    if isinstance(given, nodes.Literal):
        return given.value if isinstance(given.value, int) and not isinstance(given.value, bool) else None
    named = _NAMED.match(graphs.name(call.module, given))
    return int(named[1]) if named else None
