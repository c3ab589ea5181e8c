"""List route without pagination.

The answer grows with the table: every request reads, holds in memory and sends all rows, and one client can keep
database and server busy. Take a `limit` with an upper bound, and an `offset` or cursor, and give them to the query.

The rule follows what a handler returns, of GET or of POST to a path such as `/search`, back to the query, through
functions and methods of the project, and reports it when nothing on the way bounds the number of rows. It is less
sure where a filter may leave few, and tells auditors alone where the list is a part of one thing's details, holds what
belongs to one person or to one thing that the path names, is what a form offers (`/options`),
or comes from a table of roles, kinds or settings by its name. Exports and streams are left out. It does not see how
many rows a table has: list small ones in the option `bounded-tables`.

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
from fastapi import Depends, FastAPI, Query
from sqlalchemy import select
from sqlalchemy.orm import Session

app = FastAPI()

@app.get("/products")
def list_products(limit: int = Query(20, le=100), session: Session = Depends(get_session)):
    return session.scalars(select(Product).limit(limit)).all()
```
"""

from collections.abc import Iterator
from dataclasses import dataclass

from fastlint.insight.calls import ReachedCalls
from fastlint.insight.database import Listing, Queries
from fastlint.rule import Finding, Route, Severity, rule

from ..knowledge.databases import QUERIES
from .lists import confidence_in, hands_limit_on, is_list, limit_of


@dataclass(frozen=True)
class Options:
    """`bounded_tables`: names of tables or their classes that stay small."""

    bounded_tables: tuple[str, ...] = ()


@rule("FL703", severity=Severity.WARNING, guideline="API-7", since="0.1")
def missing_pagination(route: Route, queries: Queries, reached: ReachedCalls, options: Options) -> Iterator[Finding]:
    if route.handler is None or not is_list(route):
        return
    for listing in queries.listed_by(route.handler, QUERIES):
        if hands_limit_on(listing, route, reached):
            continue  # where it is not given to the query, nothing was asked for
        if listing.statement.entity.rpartition(".")[2] not in options.bounded_tables:
            yield Finding(listing.span, _message(route, listing), confidence_in(listing, route), listing.trace, route)


def _message(route: Route, listing: Listing) -> str:
    entity = listing.statement.entity.rpartition(".")[2]
    rows = f"every `{entity}` row" if entity else "every row"
    which = " that its filter lets through" if listing.statement.is_filtered else ""
    unused = limit_of(route)
    remedy = f"Give `{unused}` to the query" if unused else "Take a limit with an upper bound and give it to the query"
    handler = route.handler.ir.name if route.handler else route.endpoint
    return f"`{handler}` reads {rows}{which}, however many there are. {remedy}."
