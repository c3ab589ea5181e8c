"""A read whose guard a setting has to ask for is a lead: the setting is told once, by another rule."""

import os

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    guarded: bool = False


settings = Settings()


def check_key(x_api_key: str = Header()):
    if x_api_key != os.environ["KEY"]:
        raise HTTPException(401)


router = APIRouter(prefix="/orders")
optional = APIRouter(prefix="/orders", dependencies=[Depends(check_key)] if settings.guarded else [])


@router.get("", dependencies=[Depends(check_key)])
def list_orders(): ...


@router.get("/{order_id}", dependencies=[Depends(check_key)])
def read_order(order_id: int): ...


@router.get("/{order_id}/lines", dependencies=[Depends(check_key)])
def list_lines(order_id: int): ...


@optional.get("/{order_id}/payments")  # expect: missing-auth-on-read
def list_payments(order_id: int):
    return session.execute(payments_of(order_id)).all()


app = FastAPI()
app.include_router(router)
app.include_router(optional)
