"""What a dependency's alias that takes the type gives."""

from typing import Annotated, TypeVar

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

app = FastAPI()
T = TypeVar("T")


def connection():
    yield None


Given = Annotated[T, Depends(connection)]


@app.get("/rows")
def rows(name: str, db: Given[Session]):
    return db.execute(text(f"SELECT id FROM t WHERE name = '{name}'")).all()  # expect: sql-injection


Counts = dict[str, T]


@app.post("/counts")
def counts(given: Counts[int], db: Given[Session]):
    for name in given:
        db.execute(text(f"UPDATE t SET n = 1 WHERE name = '{name}'"))  # expect: sql-injection
