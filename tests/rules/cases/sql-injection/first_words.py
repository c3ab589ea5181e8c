"""The word that a text begins with says nothing of the rest of it."""

from fastapi import FastAPI, HTTPException
from sqlalchemy import create_engine, text

app = FastAPI()
engine = create_engine("sqlite://")
READING = {"SELECT", "WITH"}
COLUMNS = {"name", "created"}


def reads(sql: str) -> bool:
    first = sql.strip().split(None, 1)[0].upper() if sql else ""
    return first in READING


def run(sql: str) -> list:
    if not reads(sql):
        raise ValueError("only reading")
    with engine.connect() as connection:
        return list(connection.execute(text(sql)))  # expect: sql-injection


@app.post("/preview")
def preview(table: str) -> list:
    return run(f"SELECT * FROM {table} LIMIT 9")


@app.get("/sorted")
def in_order(order: str) -> list:
    parts = order.split()
    if parts[0].lower() not in COLUMNS:
        raise HTTPException(400)
    with engine.connect() as connection:
        return list(connection.execute(text(f"SELECT id FROM items ORDER BY {parts[0]} LIMIT 9")))


@app.get("/sorted/whole")
def in_whole_order(order: str) -> list:
    if order.split()[0] not in COLUMNS:
        raise HTTPException(400)
    with engine.connect() as connection:
        return list(connection.execute(text(f"SELECT id FROM t WHERE {order} LIMIT 9")))  # expect: sql-injection
