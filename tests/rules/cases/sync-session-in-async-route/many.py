# file: app/main.py
from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.orders import router

engine = create_engine("postgresql://db/shop")
app = FastAPI()
app.include_router(router)


# file: app/db.py
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

engine = create_engine("postgresql://db/shop")


def get_session():
    with Session(engine) as session:
        yield session


# file: app/orders.py
from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from app.db import get_session

router = APIRouter()


# A file that is written so throughout is told once.
@router.get("/a")
async def a(db: Session = Depends(get_session)):
    return db.get("Order", 1)  # expect: sync-session-in-async-route


@router.get("/b")
async def b(db: Session = Depends(get_session)):
    return db.get("Order", 2)


@router.get("/c")
async def c(db: Session = Depends(get_session)):
    return db.get("Order", 3)


@router.get("/d")
async def d(db: Session = Depends(get_session)):
    return db.get("Order", 4)
