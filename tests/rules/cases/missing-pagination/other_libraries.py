import sqlite3

import asyncpg
from beanie import Document
from databases import Database
from fastapi import Depends, FastAPI, Query
from pymongo import MongoClient
from sqlmodel import Session, SQLModel, select
from tortoise.models import Model

app = FastAPI()
database = Database("sqlite:///items.db")
collection = MongoClient().shop.items


class Hero(SQLModel, table=True):
    id: int


class Book(Model):
    id: int


class Film(Document):
    title: str


@app.get("/1")
def sqlmodel_exec(session: Session = Depends(get_session)):
    return session.exec(select(Hero)).all()  # expect: missing-pagination


@app.get("/2")
async def tortoise_all():
    return await Book.all()  # expect: missing-pagination


@app.get("/3")
async def tortoise_filter(author: str):
    return await Book.filter(author=author).order_by("title")  # expect: missing-pagination


@app.get("/4")
async def databases_fetch_all():
    return await database.fetch_all("SELECT id, name FROM items")  # expect: missing-pagination


@app.get("/5")
async def asyncpg_fetch(pool: asyncpg.Pool = Depends(get_pool)):
    async with pool.acquire() as connection:
        rows = await connection.fetch("SELECT id, name FROM items WHERE name <> $1", "")  # expect: missing-pagination
    return [dict(row) for row in rows]


@app.get("/6")
async def mongo_to_list():
    return await collection.find({"kind": "book"}).to_list(None)  # expect: missing-pagination


@app.get("/7")
async def beanie_find_all():
    return await Film.find_all().to_list()  # expect: missing-pagination


@app.get("/8")
def cursor_fetchall():
    cursor = sqlite3.connect("items.db").cursor()
    cursor.execute("SELECT id, name FROM items")
    return cursor.fetchall()  # expect: missing-pagination


@app.get("/ok1")
def sqlmodel_limited(session: Session = Depends(get_session)):
    return session.exec(select(Hero).limit(10)).all()


@app.get("/ok2")
async def tortoise_limited():
    return await Book.all().limit(10)


@app.get("/ok3")
async def tortoise_one(book_id: int):
    return await Book.filter(id=book_id)


@app.get("/ok4")
async def raw_limited():
    return await database.fetch_all("SELECT id FROM items LIMIT 10")


@app.get("/ok5")
async def mongo_limited(limit: int = 10):
    return await collection.find({"kind": "book"}).to_list(limit)


@app.get("/ok6")
def cursor_limited():
    cursor = sqlite3.connect("items.db").cursor()
    cursor.execute("SELECT id, name FROM items LIMIT ?", (10,))
    return cursor.fetchall()


@app.get("/ok7")
def no_database():
    return registry.all()


@app.get("/ok-find-limit")
async def mongo_find_with_a_limit(skip: int, limit: int = Query(20, le=100)):
    return [row async for row in collection.find({}, skip=skip, limit=limit)]


@app.get("/find-without-limit")
async def mongo_find_without_a_limit(skip: int):
    return [row async for row in collection.find({}, skip=skip, limit=0)]  # expect: missing-pagination


def stored(collection, limit: int):
    return collection.find({"kind": "film"})


@app.get("/limit-not-handed-on")
async def limit_is_not_handed_on(limit: int = Query(20, le=100)):
    return list(stored(collection, limit=limit))  # expect: missing-pagination
