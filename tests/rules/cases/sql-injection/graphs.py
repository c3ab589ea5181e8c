"""Databases whose language is not SQL."""

from fastapi import FastAPI
from neo4j import AsyncGraphDatabase, GraphDatabase
from surrealdb import AsyncSurreal

app = FastAPI()
driver = GraphDatabase.driver("bolt://graph")
async_driver = AsyncGraphDatabase.driver("bolt://graph")


@app.get("/people/{name}")
def person(name: str):
    with driver.session() as session:
        return session.run(f"MATCH (p:Person {{name: '{name}'}}) RETURN p").data()  # expect: sql-injection


@app.get("/bound/{name}")
def bound(name: str):
    with driver.session() as session:
        return session.run("MATCH (p:Person {name: $name}) RETURN p", name=name).data()


@app.get("/labels/{label}")
async def labelled(label: str):
    records, _, _ = await async_driver.execute_query(f"MATCH (n:{label}) RETURN n")  # expect: sql-injection
    return records


@app.get("/notes")
async def notes(order_by: str = "updated desc"):
    db = AsyncSurreal("ws://db/rpc")
    return await db.query(f"SELECT * FROM note ORDER BY {order_by}")  # expect: sql-injection


@app.get("/notes/{note}")
async def note(note: str):
    db = AsyncSurreal("ws://db/rpc")
    return await db.query("SELECT * FROM $note", {"note": note})
