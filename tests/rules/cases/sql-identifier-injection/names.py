from enum import Enum

from fastapi import FastAPI, HTTPException
from sqlalchemy import asc, column, desc, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()
SORTABLE = {"name", "age"}


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    name: Mapped[str] = mapped_column(primary_key=True)
    age: Mapped[int]


COLUMNS = {"name": User.name, "age": User.age}


class Order(Enum):
    NAME = "name"
    AGE = "age"


class Repository:
    def __init__(self, session: Session, model) -> None:
        self.session = session
        self.model = model

    def ordered(self, name: str):
        by = getattr(self.model, name)  # expect: sql-identifier-injection
        return self.session.scalars(select(self.model).order_by(by.desc()))


@app.get("/generic")
def generic(session: Session, sort: str):
    return Repository(session, User).ordered(sort)


@app.get("/text")
def by_text(session: Session, sort: str):
    return session.scalars(select(User).order_by(text(sort)))  # expect: sql-identifier-injection


@app.get("/direction")
def by_direction(session: Session, sort: str, direction: str):
    return session.scalars(
        select(User).order_by(
            text(f"{sort} {direction}")  # expect: sql-identifier-injection
        )
    )


@app.get("/column")
def by_column(session: Session, sort: str):
    return session.scalars(select(User).order_by(desc(column(sort))))  # expect: sql-identifier-injection


@app.get("/attribute")
def by_attribute(session: Session, sort: str):
    if hasattr(User, sort):
        return session.scalars(select(User).order_by(asc(getattr(User, sort))))  # expect: sql-identifier-injection
    return []


@app.get("/listed")
def by_list(session: Session, sort: str):
    if sort not in SORTABLE:
        raise HTTPException(400)
    return session.scalars(select(User).order_by(getattr(User, sort)))


@app.get("/mapped")
def by_mapping(session: Session, sort: str):
    return session.scalars(select(User).order_by(COLUMNS[sort]))


@app.get("/enum")
def by_enum(session: Session, sort: Order):
    return session.scalars(select(User).order_by(getattr(User, sort.value)))


@app.get("/fields")
def fields(user: str, field: str):
    return getattr(user, field)
