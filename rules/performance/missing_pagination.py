"""List route without pagination.

The answer grows with the table: every request reads, keeps in memory and sends all rows, and one client can keep the
database and the server busy. Take a `limit` with an upper bound and an `offset` or cursor, and give them to the
query; or return the page of a pagination library.

The rule follows what a handler returns, of GET or of POST to a path such as `/search`, back to the query, through
functions and methods of the project, and reports it when nothing on the way bounds the number of rows. A query with
a filter is reported with medium confidence, since the filter may leave few rows. Exports and streams are left
alone. The rule does not see how many rows a table has: name small tables with the option `bounded-tables`.

```python bad
from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

app = FastAPI()

@app.get("/products")
def list_products(session: Session = Depends(get_session)):
    return session.scalars(select(Product)).all()  # expect: missing-pagination
```

```python good
from typing import Annotated
from fastapi import Depends, FastAPI, Query
from sqlalchemy import select
from sqlalchemy.orm import Session

app = FastAPI()

@app.get("/products")
def list_products(
    limit: Annotated[int, Query(ge=1, le=100)] = 20, offset: int = 0, session: Session = Depends(get_session)
):
    return session.scalars(select(Product).limit(limit).offset(offset)).all()
```
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastlint.insight.database import Listing, Queries
from fastlint.rule import Confidence, Finding, Function, Route, Severity, rule

from ..knowledge.databases import QUERIES

_PAGE = re.compile(r"Page|Paginat|Cursor|Slice")
_EXPORT = re.compile(r"export|download|backup|dump", re.IGNORECASE)
_SEARCH = re.compile(r"^(?:list|search|query|find)(?:$|[_-])|[_-](?:list|search|query)$", re.IGNORECASE)
_LIMIT = re.compile(r"^(?:limit|size|page_?size|per_?page|top|max_?(?:results|items)|count|first|take)$", re.IGNORECASE)


@dataclass(frozen=True)
class Options:
    """`bounded_tables`: names of tables or their classes that stay small."""

    bounded_tables: tuple[str, ...] = ()


@rule("FL703", severity=Severity.WARNING, guideline="API-7", since="0.1")
def missing_pagination(route: Route, queries: Queries, options: Options) -> Iterator[Finding]:
    if route.handler is None or not _is_list(route, route.handler) or _PAGE.search(route.response_model):
        return
    for listing in queries.listed_by(route.handler, QUERIES):
        if listing.statement.entity.rpartition(".")[2] not in options.bounded_tables:
            confidence = Confidence.MEDIUM if listing.statement.is_filtered else Confidence.HIGH
            yield Finding(listing.span, _message(route, listing), confidence, listing.trace, route)


def _is_list(route: Route, handler: Function) -> bool:
    """Whether the route lists things for a client to show: no export, and no POST but a search."""
    last = route.path.rstrip("/").rpartition("/")[2]
    if _EXPORT.search(last) or _EXPORT.search(handler.ir.name):
        return False
    return "GET" in route.methods or ("POST" in route.methods and bool(_SEARCH.search(last)))


def _message(route: Route, listing: Listing) -> str:
    entity = listing.statement.entity.rpartition(".")[2]
    rows = f"every `{entity}` row" if entity else "every row"
    which = " that its filter lets through" if listing.statement.is_filtered else ""
    unused = next((p.name for p in route.parameters if _LIMIT.match(p.name)), "")
    remedy = (
        f"Give its `{unused}` to the query" if unused else "Take a limit with an upper bound and give it to the query"
    )
    handler = route.handler.ir.name if route.handler else route.endpoint
    return f"`{handler}` returns {rows}{which}, however many there are. {remedy}."
