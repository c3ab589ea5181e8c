"""A word, of letters and digits, ends no text in SQL and begins no clause."""

import re

from fastapi import FastAPI, HTTPException
from sqlalchemy import create_engine, text

app = FastAPI()
engine = create_engine("sqlite://")


@app.get("/rows/{table}")
def rows(table: str) -> list:
    if not table.isidentifier():
        raise HTTPException(404)
    with engine.connect() as connection:
        return list(connection.execute(text(f"SELECT id FROM rows WHERE kind = '{table}'")))


@app.get("/codes/{code}")
def codes(code: str) -> list:
    if not re.fullmatch(r"[A-Z]{2}[0-9]+", code):
        raise HTTPException(404)
    with engine.connect() as connection:
        return list(connection.execute(text(f"SELECT id FROM rows WHERE code = '{code}'")))


@app.get("/names/{name}")
def names(name: str) -> list:
    if not name.isprintable():
        raise HTTPException(404)
    with engine.connect() as connection:
        return list(connection.execute(text(f"SELECT id FROM rows WHERE name = '{name}'")))  # expect: sql-injection
