# file: app/db.py
from typing import Annotated

from fastapi import Depends
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker
from sqlmodel import Session

engine = create_engine("postgresql://db/shop")
make_session = sessionmaker(bind=engine)
make_async = async_sessionmaker(create_async_engine("postgresql+asyncpg://db/shop"))


def get_session():
    with Session(engine) as session:
        yield session


def get_untyped():
    db = make_session()
    try:
        yield db
    finally:
        db.close()


async def get_async():
    async with make_async() as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
AsyncDep = Annotated[AsyncSession, Depends(get_async)]


# file: app/crud.py
from sqlalchemy import select


class OrderRepository:
    def __init__(self, session):
        self.session = session

    def all(self):
        return self.session.execute(select("orders")).all()


def find(session, number):
    return session.get("Order", number)


# file: app/main.py
import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app.crud import find
from app.db import AsyncDep, SessionDep, get_async, get_untyped

app = FastAPI()


@app.get("/typed")
async def typed(session: SessionDep):
    rows = session.exec("select").all()  # expect: sync-session-in-async-route
    session.commit()
    return rows


@app.get("/untyped")
async def untyped(db=Depends(get_untyped)):
    return db.query("Order").first()  # expect: sync-session-in-async-route


@app.get("/async")
async def with_async(session: AsyncDep, other=Depends(get_async)):
    await other.commit()
    result = await session.execute("select")
    return result.scalars().all()


@app.get("/run-sync")
async def with_run_sync(session: AsyncDep):
    return await session.run_sync(lambda inner: inner.query("Order").all())


@app.get("/thread")
async def in_thread(session: SessionDep):
    return await asyncio.to_thread(find, session, 1)


@app.get("/plain")
def plain(session: Session = Depends(get_untyped)):
    return session.get("Order", 1)


@app.get("/unknown")
async def unknown(session, number: int):
    session.add(number)
    return session.get("Order", number)


# file: app/made.py
from app.db import engine, make_session
from app.main import app


@app.get("/made")
async def made():
    with make_session() as db:
        return db.scalars("select").all()  # expect: sync-session-in-async-route


@app.get("/engine")
async def by_engine():
    with engine.connect() as connection:  # expect: sync-session-in-async-route
        return connection.execute("select").all()
