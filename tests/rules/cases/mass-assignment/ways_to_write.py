from typing import Any

from fastapi import FastAPI, Request
from pydantic import BaseModel, ConfigDict
from sqlalchemy import update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    role: Mapped[str]
    is_admin: Mapped[bool]


class Message(Base):
    __tablename__ = "messages"
    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]


class UserChange(BaseModel):
    email: str | None = None
    role: str | None = None


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")
    email: str


class Draft(BaseModel):
    role: str


@app.put("/users/{key}")
def change(key: int, data: UserChange, session: Session) -> None:
    user = session.get(User, key)
    for name, value in data.model_dump(exclude_unset=True).items():
        setattr(user, name, value)  # expect: mass-assignment


@app.put("/typed/{key}")
def change_typed(key: int, data: UserChange) -> None:
    user = User(id=key)
    for name, value in data.model_dump(exclude_unset=True).items():
        setattr(user, name, value)  # expect: mass-assignment


@app.post("/users")
async def create(request: Request) -> None:
    User(**await request.json())  # expect: mass-assignment


@app.post("/mappings")
def create_from_mapping(data: dict[str, Any]) -> None:
    User(**data)  # expect: mass-assignment


@app.post("/open")
def create_open(data: Open) -> None:
    User(**data.model_dump())  # expect: mass-assignment


@app.put("/statements/{key}")
def change_by_statement(key: int, data: UserChange, session: Session) -> None:
    session.execute(update(User).where(User.id == key).values(**data.model_dump()))  # expect: mass-assignment


@app.put("/queries/{key}")
def change_by_query(key: int, data: UserChange, session: Session) -> None:
    store(session, key, data.dict(exclude_unset=True))


def store(session: Session, key: int, values: dict[str, Any]) -> None:
    session.query(User).filter(User.id == key).update(values)  # expect: mass-assignment


@app.post("/messages")
def write(data: Draft) -> None:
    Message(**data.model_dump())
