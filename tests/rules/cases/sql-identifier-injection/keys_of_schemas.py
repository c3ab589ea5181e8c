"""The keys of a schema's mapping are the schema's own words, and it has no others than its fields."""

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase): ...


class Guest(Base):
    __tablename__ = "guests"
    name: Mapped[str] = mapped_column(primary_key=True)


class Login(BaseModel):
    name: str
    password: str


class Search(BaseModel):
    name: str
    ordering: str = "name"


class Anything(BaseModel):
    model_config = ConfigDict(extra="allow")
    name: str


def found_by(session: Session, schema: BaseModel):
    return select(Guest).order_by(getattr(Guest, schema.model_dump().get("ordering", "name")))


def ordered(session: Session, schema: BaseModel):
    chosen = schema.model_dump()
    return select(Guest).order_by(getattr(Guest, chosen.get("ordering")))  # expect: sql-identifier-injection


def equal(schema: BaseModel):
    chosen = schema.model_dump()
    return [getattr(Guest, key) == chosen[key] for key in chosen]


def also_equal(schema: BaseModel):
    query = select(Guest)
    for key, value in schema.model_dump().items():
        query = query.where(getattr(Guest, key) == value)
    return query


def open_to_all(schema: BaseModel):
    chosen = schema.model_dump()
    return [getattr(Guest, key) for key in chosen]  # expect: sql-identifier-injection


def by_values(schema: BaseModel):
    return [getattr(Guest, name) for name in schema.model_dump().values()]  # expect: sql-identifier-injection


@app.post("/login")
def log_in(login: Login, session: Session = Depends(get_session)):
    also_equal(login)
    return found_by(session, login)


@app.post("/search")
def search(search: Search, session: Session = Depends(get_session)):
    return ordered(session, search)


@app.post("/equal")
def find(login: Login):
    by_values(login)
    return equal(login)


@app.post("/anything")
def find_anything(anything: Anything):
    return open_to_all(anything)
