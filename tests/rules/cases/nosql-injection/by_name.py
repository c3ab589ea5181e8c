from fastapi import FastAPI, Request
from pymongo import MongoClient

app = FastAPI()


def database():
    return MongoClient()["shop"]


@app.post("/find")
async def find(request: Request, users) -> None:
    users.find_one(await request.json())  # expect: nosql-injection


@app.get("/find/{name}")
async def find_by_name(name: str, users) -> None:
    users.find_one({"name": name})
