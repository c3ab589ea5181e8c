# file: shop/main.py
"""Routers that the application includes when it starts serve requests like any others, and those that the file does which is run."""

from contextlib import asynccontextmanager

from fastapi import FastAPI
from shop.routes import add_routes, by_hand


@asynccontextmanager
async def lifespan(app: FastAPI):
    add_routes(app)
    yield


app = FastAPI(lifespan=lifespan)

if __name__ == "__main__":
    app.include_router(by_hand)
    serve(app)
# file: shop/routes.py
import os

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request

router = APIRouter(prefix="/items")
debug = APIRouter(prefix="/debug")
by_hand = APIRouter(prefix="/by-hand")


def user(request: Request) -> str:
    if "authorization" not in request.headers:
        raise HTTPException(401)
    return request.headers["authorization"]


@router.post("/")
def create(name: str, me: str = Depends(user)) -> None: ...


@router.delete("/{name}")  # expect: missing-auth-dependency
def delete(name: str) -> None: ...


@by_hand.delete("/{name}")  # expect: missing-auth-dependency
def remove(name: str) -> None: ...


@debug.delete("/{name}")
def forget(name: str) -> None: ...


def add_routes(app: FastAPI) -> None:
    app.include_router(router)
    if os.getenv("DEBUG"):
        app.include_router(debug)
