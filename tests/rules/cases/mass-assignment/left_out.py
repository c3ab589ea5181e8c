from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from sqlmodel import Field, SQLModel

app = FastAPI()
OPEN_FIELDS = {"email", "name"}


class User(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    email: str
    name: str
    is_superuser: bool = False
    hashed_password: str


class UserChange(BaseModel):
    email: str
    is_superuser: bool = False


class Registration(SQLModel):
    email: str
    password: str


class UserCreate(SQLModel):
    email: str
    password: str
    is_superuser: bool = False


@app.post("/excluded")
def excluded(data: UserChange) -> None:
    User(**data.model_dump(exclude={"is_superuser"}))


@app.post("/included")
def included(data: UserChange) -> None:
    User(**data.model_dump(include={"email"}))


@app.post("/overridden")
def overridden(data: UserChange) -> None:
    values = data.model_dump()
    values["is_superuser"] = False
    User(**values)


@app.post("/spread")
def spread(data: UserChange) -> None:
    User(**{**data.model_dump(), "is_superuser": False})


@app.put("/chosen")
def chosen(data: dict[str, Any]) -> None:
    user = User(email="a@example.com", name="a", hashed_password="")
    for name, value in data.items():
        if name in OPEN_FIELDS:
            setattr(user, name, value)


@app.put("/passed-over")
def passed_over(data: UserChange) -> None:
    user = User(email="a@example.com", name="a", hashed_password="")
    for name, value in data.model_dump().items():
        if name in ("is_superuser", "hashed_password"):
            continue
        setattr(user, name, value)


@app.put("/listed")
def listed(data: UserChange) -> None:
    user = User(email="a@example.com", name="a", hashed_password="")
    for name in ("email", "name"):
        setattr(user, name, getattr(data, name))


@app.post("/register")
def register(data: Registration) -> None:
    create(UserCreate.model_validate(data))


def create(data: UserCreate) -> User:
    return User.model_validate(data, update={"hashed_password": "hash"})


@app.post("/trusting")
def trusting(data: UserCreate) -> User:
    return User.model_validate(data, update={"hashed_password": "hash"})  # expect: mass-assignment


@app.put("/taken-out")
def taken_out(data: UserChange) -> None:
    user = User(email="a@example.com", name="a", hashed_password="")
    values = data.model_dump()
    for name in ["is_superuser", "hashed_password"]:
        values.pop(name, None)
    for name, value in values.items():
        setattr(user, name, value)


@app.put("/popped")
def popped(data: UserChange) -> None:
    values = data.model_dump()
    values.pop("is_superuser")
    User(**values)


@app.put("/other-taken-out")
def other_taken_out(data: UserChange) -> None:
    values = data.model_dump()
    values.pop("email")
    User(**values)  # expect: mass-assignment
