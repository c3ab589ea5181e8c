"""Synchronous database session in an async route.

Each query of a synchronous session waits for the database on the event loop, so that one slow query holds up every
request. Use `AsyncSession` with an asynchronous engine, or declare the function with plain `def`, so that FastAPI
runs it in its thread pool.

The rule goes by types, as `AsyncSession` has methods of the same names: annotations, dependencies, session makers
and engines say which it is. It reports the first use in each coroutine that routes reach, also through plain
functions. A session whose type cannot be told is not reported.

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

from collections.abc import Iterator

from fastlint.insight.blocking import BlockingCalls
from fastlint.rule import Finding, Project, Severity, rule

from ..knowledge.blocking import SESSIONS


@rule("FL702", severity=Severity.ERROR, guideline="DB-1", since="0.1")
def sync_session_in_async_route(project: Project, blocking: BlockingCalls) -> Iterator[Finding]:
    told = set()
    for found in blocking.on_the_loop(SESSIONS):
        if found.coroutine in told:
            continue
        told.add(found.coroutine)
        through = f", which `{found.through.ir.name}` uses," if found.through else ""
        message = (
            f"The synchronous session{through} {found.wait.doing} on the event loop in `{found.coroutine.ir.name}`: "
            f"no other request is served meanwhile; {found.wait.instead}"
        )
        yield Finding(found.span, message, found.confidence, found.trace, found.route)
