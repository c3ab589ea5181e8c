"""Ways in which a value goes on that are no plain calls: super, properties, partial, copies, globals, class methods."""

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.orm import Session

app = FastAPI()


def connection():
    yield None


Db = Annotated[Session, Depends(connection)]
LAST = ""


class Base:
    def build(self, name):
        return f"SELECT id FROM t WHERE name = '{name}'"


class Own(Base):
    def build(self, name):
        return super().build(name)


class Kept:
    def __init__(self, name):
        self._name = name

    @property
    def name(self):
        return self._name

    @cached_property
    def loud(self):
        return self.name.upper()

    @property
    def length(self):
        return len(self._name)


class Row(BaseModel):
    name: str
    other: str = ""


@dataclass
class Plain:
    name: str
    other: str = ""


def written(name):
    return f"SELECT id FROM t WHERE name = '{name}'"


def from_global():
    return f"SELECT id FROM t WHERE name = '{LAST}'"


@app.get("/super")
def by_super(name: str, db: Db):
    db.execute(text(Own().build(name)))  # expect: sql-injection


@app.get("/property")
def by_property(name: str, db: Db):
    db.execute(text(f"SELECT id FROM t WHERE name = '{Kept(name).loud}'"))  # expect: sql-injection
    db.execute(text(f"SELECT id FROM t LIMIT {Kept(name).length}"))


@app.get("/partial")
def by_partial(name: str, db: Db):
    db.execute(text(partial(written, name)()))  # expect: sql-injection
    db.execute(text(partial(written, "x")()))


@app.get("/validated")
def by_validation(name: str, db: Db):
    row = Row.model_validate({"name": name, "other": "x"})
    db.execute(text(f"SELECT id FROM t WHERE name = '{row.name}'"))  # expect: sql-injection
    db.execute(text(f"SELECT id FROM t WHERE name = '{row.other}'"))


@app.get("/copied")
def by_copy(name: str, db: Db):
    row = Row(name="x").model_copy(update={"name": name})
    plain = replace(Plain("x"), name=name)
    db.execute(text(f"SELECT id FROM t WHERE name = '{row.name}'"))  # expect: sql-injection
    db.execute(text(f"SELECT id FROM t WHERE name = '{plain.name}'"))  # expect: sql-injection
    db.execute(text(f"SELECT id FROM t WHERE name = '{row.other}{plain.other}'"))
    db.execute(text(f"SELECT id FROM t WHERE name = '{replace(Plain(name), name='x').name}'"))


@app.get("/global")
def by_global(name: str, db: Db):
    global LAST
    LAST = name
    db.execute(text(from_global()))  # expect: sql-injection
