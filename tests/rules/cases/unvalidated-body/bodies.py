from typing import Annotated, Any

import httpx
from fastapi import Body, FastAPI, Request
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    article: str
    extras: dict[str, Any] = {}


@app.post("/orders")
def create(order: Order) -> None: ...


@app.post("/mappings")
def create_from_mapping(order: dict[str, Any]) -> None: ...  # expect: unvalidated-body


@app.post("/anything")
def create_from_anything(order: Annotated[Any, Body()]) -> None: ...  # expect: unvalidated-body


@app.post("/lists")
def create_many(orders: list[dict]) -> None: ...  # expect: unvalidated-body


@app.post("/counts")
def count(counts: dict[str, int]) -> None: ...


@app.post("/read")
async def read(request: Request) -> str:
    order = await request.json()  # expect: unvalidated-body
    return order["article"]


@app.post("/validated")
async def validated(request: Request) -> str:
    return Order(**await request.json()).article


@app.post("/validated-later")
async def validated_later(request: Request) -> str:
    return Order.model_validate(await request.json()).article


@app.post("/payments/webhook")
async def webhook(request: Request) -> None:
    await request.json()


@app.post("/others")
async def others(order: dict) -> None:
    async with httpx.AsyncClient() as client:
        await client.post("https://example.com/orders", json=order)


@app.get("/search")
def search(text: str) -> None: ...
