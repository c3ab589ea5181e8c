from fastapi import Depends, FastAPI, Header, HTTPException

import customers
import invoices
import languages
import margins
import orders


def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)


app = FastAPI()
app.include_router(orders.router, dependencies=[Depends(check_key)])
app.include_router(invoices.router, dependencies=[Depends(check_key)])
app.include_router(customers.router, dependencies=[Depends(check_key)])
app.include_router(margins.router)
# file: orders.py
from fastapi import APIRouter

router = APIRouter(prefix="/orders")


@router.get("")
def list_orders(): ...


@router.post("")
def create_order(): ...


# file: invoices.py
from fastapi import APIRouter

router = APIRouter(prefix="/invoices")


@router.get("")
def list_invoices(): ...


# file: customers.py
from fastapi import APIRouter

router = APIRouter(prefix="/customers")


@router.get("")
def list_customers(): ...


# file: margins.py
from fastapi import APIRouter

router = APIRouter(prefix="/margins")


@router.get("")  # expect: inconsistent-router-auth
def list_margins(): ...


@router.get("/{year}")
def read_margin(year: int): ...
