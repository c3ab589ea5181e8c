# file: app/models.py
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase): ...


class Item(Base):
    id: int


# file: app/crud.py
from sqlalchemy import select
from sqlalchemy.orm import Session

from .models import Item


def base_query():
    return select(Item).order_by(Item.id)


def all_items(db: Session):
    return db.scalars(base_query()).all()


def some_items(db: Session, skip: int = 0, limit: int = 100):
    return db.scalars(base_query().offset(skip).limit(limit)).all()


def count_or_list(db: Session, only_count: bool = True):
    if only_count:
        return len(all_items(db))
    return all_items(db)


def with_total(db: Session):
    items = all_items(db)
    return items, len(items)


def paged(statement, page: int):
    return statement.limit(20).offset(20 * page)


# file: app/service.py
from typing import Annotated

from fastapi import Depends
from sqlalchemy.orm import Session

from . import crud
from .db import get_db
from .models import Item


class Repository:
    model = Item

    def __init__(self, db: Annotated[Session, Depends(get_db)]):
        self.db = db
        self.query = crud.base_query()

    def all(self):
        return self.db.scalars(self.query).all()

    def page(self, page: int):
        return self.db.scalars(crud.paged(self.query, page)).all()


class Service:
    def __init__(self, repository: Annotated[Repository, Depends()]):
        self.repository = repository

    def everything(self):
        return self.repository.all()

    def page(self, page: int):
        return self.repository.page(page)


# file: app/db.py
from sqlalchemy.orm import Session, sessionmaker

maker = sessionmaker()


def get_db() -> Session:
    with maker() as db:
        yield db


# file: app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi_pagination import Page
from fastapi_pagination.ext.sqlalchemy import paginate
from pydantic import BaseModel
from sqlalchemy.orm import Session

from . import crud
from .db import get_db
from .service import Service

app = FastAPI()
Db = Annotated[Session, Depends(get_db)]


class Items(BaseModel):
    items: list[int]
    total: int


@app.get("/1")
def through_a_function(db: Db):
    return crud.all_items(db)  # expect: missing-pagination


@app.get("/2")
def through_services(service: Annotated[Service, Depends()]):
    return service.everything()  # expect: missing-pagination


@app.get("/3")
def as_a_pair(db: Db):
    items, total = crud.with_total(db)  # expect: missing-pagination
    return {"items": items, "total": total}


@app.get("/4")
def as_a_schema(db: Db) -> Items:
    items = crud.all_items(db)  # expect: missing-pagination
    return Items(items=items, total=len(items))


@app.get("/5")
def chosen_by_a_constant(db: Db):
    return crud.count_or_list(db, only_count=False)  # expect: missing-pagination


@app.get("/ok1")
def limited(db: Db, skip: int = 0, limit: int = 20):
    return crud.some_items(db, skip, limit)


@app.get("/ok2")
def paged(service: Annotated[Service, Depends()], page: int = 0):
    return service.page(page)


@app.get("/ok3")
def counted(db: Db):
    return {"count": crud.count_or_list(db)}


@app.get("/ok4")
def with_library(db: Db) -> Page[int]:
    return paginate(db, crud.base_query())


@app.get("/ok5")
def only_the_total(db: Db):
    _, total = crud.with_total(db)
    return {"total": total}
