"""A guard in a list that a setting leaves empty by its default is told once; what guards anyway needs none."""

import os

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    api_key: str = ""


settings = Settings()


def check_key(x_api_key: str = Header("")):
    if x_api_key != settings.api_key:
        raise HTTPException(403)


def check_user(authorization: str = Header("")):
    if authorization != os.environ["KEY"]:
        raise HTTPException(401)


app = FastAPI(dependencies=[Depends(check_key)] if settings.api_key else [])  # expect: missing-auth-dependency
guarded = APIRouter(dependencies=[Depends(check_user)])


@app.post("/orders")  # expect: missing-auth-dependency
def create_order(): ...


@app.delete("/orders/{number}")  # expect: missing-auth-dependency
def drop_order(number: int): ...


@guarded.post("/invoices")
def create_invoice(): ...


app.include_router(guarded)
