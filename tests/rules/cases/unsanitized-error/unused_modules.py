"""What no application imports answers nobody."""

# file: shop/main.py
from fastapi import FastAPI

from .orders import router

app = FastAPI()
app.include_router(router)

# file: shop/__init__.py

# file: shop/orders.py
from fastapi import APIRouter, HTTPException

from . import stock

router = APIRouter()


@router.get("/orders")
def orders():
    try:
        return stock.load()
    except Exception as error:
        raise HTTPException(500, str(error))  # expect: unsanitized-error


# file: shop/stock.py
from fastapi import HTTPException


def load():
    try:
        return read()
    except Exception as error:
        raise HTTPException(500, f"failed: {error}")  # expect: unsanitized-error


# file: shop/old_orders.py
from fastapi import APIRouter, HTTPException

router = APIRouter()


@router.get("/orders")
def orders():
    try:
        return load()
    except Exception as error:
        raise HTTPException(500, str(error))
