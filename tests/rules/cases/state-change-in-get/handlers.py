from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from tables import AuditEntry, Order

app = FastAPI()


def get_session(): ...


DB = Annotated[Session, Depends(get_session)]


@app.get("/add")
def add(session: DB):
    session.add(Order())  # expect: state-change-in-get
    session.commit()


@app.get("/execute")
async def execute(session: Annotated[AsyncSession, Depends(get_session)]):
    await session.execute(delete(Order).where(Order.id == 1))  # expect: state-change-in-get


@app.get("/text")
def by_text(session: DB):
    session.execute(text("UPDATE orders SET state = 'sent'"))  # expect: state-change-in-get


@app.get("/document")
async def document(db=Depends(get_session)):
    await db.orders_collection.delete_one({"id": 1})  # expect: state-change-in-get


def archive(session: Session, order: Order):
    session.delete(order)
    session.commit()


@app.get("/archive/{order_id}")
def through(order_id: int, session: DB):
    archive(session, session.get(Order, order_id))  # expect: state-change-in-get


@app.get("/read")
def read(session: DB):
    order = session.execute(select(Order)).scalars().first()
    session.add(AuditEntry(order_id=order.id))
    session.commit()
    seen = set()
    seen.add(order.id)
    return order


@app.get("/visited")
def visited(session: DB):
    record_visit(session)
    return []


@app.get("/repositories")
def renewing(session: DB, account=Depends(get_session)):
    account.access_token = renewed(account)
    account.expires_at = later()
    session.add(account)
    return []


def record_visit(session: Session):
    session.execute(insert(Order))


@app.get("/auth/callback")
def callback(session: DB):
    session.add(Order())


@app.post("/add")
def post(session: DB):
    session.add(Order())


@app.get("/confirm/{token}")
def confirm(token: str, session: DB):
    session.execute(update(Order))


# file: tables.py
from sqlalchemy.orm import DeclarativeBase


class Table(DeclarativeBase): ...


class Order(Table):
    __tablename__ = "orders"


class AuditEntry(Table):
    __tablename__ = "audit"
