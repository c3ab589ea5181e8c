"""Synchronous database session in an async route.

Each query of a synchronous session waits for the database on the event loop, so that one slow query holds up every
request. Use `AsyncSession` with an asynchronous engine, or declare the function with plain `def`, so that FastAPI
runs it in its thread pool.

The rule goes by types, as `AsyncSession` has methods of the same names: annotations, dependencies, session makers
and engines say which it is. It reports the first use in each coroutine that routes reach, also through plain
functions, and only the first in a file where more than three do: that is how the file is written, and one decision
mends it. A session whose type cannot be told is not reported.

```python bad
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
SessionLocal = sessionmaker(create_engine("postgresql://db/shop"))

def get_session():
    with SessionLocal() as session:
        yield session

@app.get("/orders/{order_id}")
async def read_order(order_id: int, session: Session = Depends(get_session)):
    return session.get(Order, order_id)  # expect: sync-session-in-async-route
```

```python good
from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session

app = FastAPI()
new_session = async_sessionmaker(create_async_engine("postgresql+asyncpg://db/shop"))

async def get_session():
    async with new_session() as session:
        yield session

@app.get("/orders/{order_id}")
async def read_order(order_id: int, session: AsyncSession = Depends(get_session)):
    return await session.get(Order, order_id)

@app.get("/invoices/{invoice_id}")
def read_invoice(invoice_id: int, session: Session = Depends(get_sync_session)):
    return session.get(Invoice, invoice_id)
```
"""

from collections import defaultdict
from collections.abc import Iterator

from fastlint.insight.blocking import Blocking, BlockingCalls
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.blocking import SESSIONS

_EACH = 3
"""So many coroutines of a file are told one by one: more of them have a cause in common."""


@rule("FL702", severity=Severity.ERROR, guideline="DB-1", since="0.1")
def sync_session_in_async_route(project: Project, blocking: BlockingCalls) -> Iterator[Finding]:
    by_file: dict[str, dict[object, Blocking]] = defaultdict(dict)
    for found in blocking.on_the_loop(SESSIONS):
        by_file[found.span.path].setdefault(found.coroutine, found)
    for uses in by_file.values():
        told = sorted(uses.values(), key=lambda found: (found.doubt, found.span))
        if len(told) <= _EACH:
            yield from (_finding(found, "") for found in told)
        else:
            yield _finding(told[0], f", and in {len(told) - 1} more coroutines of this file")


def _finding(found: Blocking, others: str) -> Finding:
    through = f", which `{found.through.ir.name}` uses," if found.through else ""
    where = f"on the event loop in `{found.coroutine.ir.name}`{others}"
    message = (
        f"The synchronous session{through} {found.wait.doing} {where}: "
        f"no other request is served meanwhile; {found.wait.instead}"
    )
    return Finding(found.span, message, found.confidence, found.trace, found.route)
