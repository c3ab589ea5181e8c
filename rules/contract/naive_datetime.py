"""Naive time in a token or a stored column.

`datetime.utcnow()` and `datetime.now()` give times that do not say their zone: what reads them takes them for UTC or
for local time, so that tokens expire hours early or late on another server, and comparing them with aware times
fails. `utcnow` is deprecated since Python 3.12. Use `datetime.now(timezone.utc)`. The rule looks at payloads of tokens
made in the same function, at defaults of database columns, and at `.utcnow().timestamp()`.

```python bad
from datetime import datetime, timedelta
import jwt

def create_token(name: str):
    payload = {"sub": name, "exp": datetime.now() + timedelta(hours=1)}  # expect: naive-datetime
    return jwt.encode(payload, KEY, algorithm="HS256")
```

```python good
from datetime import datetime, timedelta, timezone
import jwt

def create_token(name: str):
    payload = {"sub": name, "exp": datetime.now(timezone.utc) + timedelta(hours=1)}
    return jwt.encode(payload, KEY, algorithm="HS256")
```
"""

from collections.abc import Iterator

from fastlint.insight.flow import Flows
from fastlint.rule import Finding, Module, Project, Severity, rule

from ..knowledge.library import LIBRARY
from ..knowledge.tables import is_table
from .clocks import naive_columns, naive_times, shown

_REMEDY = "use `datetime.now(timezone.utc)`"
_EACH = 3
"""So many columns of a file are told one by one."""


@rule("FL833", severity=Severity.WARNING, guideline="AUTH-3", since="0.1")
def naive_datetime(project: Project, flows: Flows) -> Iterator[Finding]:
    seen: set[int] = set()
    for graph in flows.graphs_holding(("encode", "timestamp"), LIBRARY):
        for called in graph.calls:
            for naive, what in naive_times(called, flows):
                if id(naive.node) not in seen:
                    seen.add(id(naive.node))
                    name, hint = shown(naive, flows)
                    yield Finding(naive.graph.module.span(naive.node), f"`{name}` {what}{hint}: {_REMEDY}.")
    for module in project.modules.values():
        if not module.is_test:
            yield from _stored(module, flows)


def _stored(module: Module, flows: Flows) -> Iterator[Finding]:
    """What the columns of a module are filled with: many are written alike and changed together, so told once."""
    typing = flows.calls(LIBRARY).typing
    columns = [
        (module.span(default), name)
        for cls in module.classes
        for default, name in naive_columns(cls, flows.graphs)
        if is_table(cls, typing)
    ]
    more = f", as in {len(columns) - 1} more columns of this file" if len(columns) > _EACH else ""
    for span, name in columns[:1] if more else columns:
        message = (
            f"`{name}` stores a time without its zone in every row{more}: {_REMEDY}, and a column that keeps the zone."
        )
        yield Finding(span, message)
