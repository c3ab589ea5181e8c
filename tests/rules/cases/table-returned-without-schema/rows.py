# file: app/models.py
from pydantic import BaseModel
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import declarative_base
from sqlmodel import Field, SQLModel

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    hashed_password = Column(String)


class Item(SQLModel, table=True):
    id: int = Field(primary_key=True)


class UserOut(BaseModel):
    id: int


# file: app/crud.py
from sqlalchemy import select

from app.models import User


def by_id(db, number):
    return db.query(User).filter(User.id == number).first()


async def all_of(db):
    result = await db.execute(select(User).order_by(User.id))
    return result.scalars().all()


def declared(db) -> list[User]:
    return list(db.everything())


def names(db):
    return db.query(User.id).all()


# file: app/main.py
from fastapi import Depends, FastAPI
from fastapi.responses import JSONResponse
from sqlalchemy import func, select

from app import crud
from app.models import Item, User, UserOut

app = FastAPI()


def current_user(db=Depends(object)):
    return crud.by_id(db, 1)


@app.get("/a/{number}")
def a(number: int, db=Depends(object)):
    user = crud.by_id(db, number)
    if user is None:
        return None
    return user  # expect: table-returned-without-schema


@app.get("/b")
async def b(db=Depends(object)):
    return {"users": await crud.all_of(db)}  # expect: table-returned-without-schema


@app.post("/c")
def c(db=Depends(object)):
    item = Item(id=1)
    db.add(item)
    return item  # expect: table-returned-without-schema


@app.get("/d")
def d(db=Depends(object)):
    return [user.__dict__ for user in crud.all_of(db)]  # expect: table-returned-without-schema


@app.get("/e")
def e(user: User = Depends(current_user)):
    return user  # expect: table-returned-without-schema


@app.get("/f")
def f(db=Depends(object)):
    return crud.declared(db)  # expect: table-returned-without-schema


@app.get("/g", response_model=UserOut)
def g(db=Depends(object)):
    return crud.by_id(db, 1)


@app.get("/h")
def h(db=Depends(object)) -> UserOut:
    return crud.by_id(db, 1)


@app.get("/i")
def i(db=Depends(object)):
    return JSONResponse({"id": crud.by_id(db, 1).id})


@app.get("/j")
def j(db=Depends(object)):
    return {"names": crud.names(db), "count": db.scalar(select(func.count(User.id)))}


@app.get("/k")
def k(db=Depends(object)):
    return [UserOut(id=user.id) for user in crud.declared(db)]


@app.get("/l")
def l(user: User = Depends(current_user)):
    return {"id": user.id}


@app.get("/m")
def m(db=Depends(object)):
    return [{"id": user.id} for user in db.query(User).all()]
