import json

from fastapi import FastAPI, Response
from fastapi_sqlalchemy import db
from sqlalchemy.orm import DeclarativeBase

from . import registry

app = FastAPI()


class Base(DeclarativeBase): ...


class Item(Base):
    id: int
    owner_id: int


@app.get("/1")
def from_a_library_object(owner_id: int):
    return db.session.query(Item).filter(Item.owner_id == owner_id).all()  # expect: missing-pagination


@app.get("/2")
def as_text():
    items = [item.id for item in db.session.query(Item)]  # expect: missing-pagination
    return Response(content=json.dumps(items))


@app.get("/ok1")
def limited():
    return db.session.query(Item).limit(10).all()


@app.get("/ok2")
def no_query():
    return registry.all()
