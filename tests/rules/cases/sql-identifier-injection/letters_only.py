"""A name of letters, digits and underscores says nothing in SQL but a name; as an attribute it may be any of them."""

import sqlalchemy as sa
from fastapi import FastAPI
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    name: Mapped[str] = mapped_column(primary_key=True)


def word(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum() or letter == "_")


def word_or_more(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum() or letter not in "'")


@app.post("/rows")
def rows(values: dict[str, str], session: Session) -> None:
    columns = [sa.column(word(name)) for name in values]
    session.execute(sa.select(*columns))
    others = [sa.column(word_or_more(name)) for name in values]  # expect: sql-identifier-injection
    session.execute(sa.select(*others))


@app.get("/users")
def users(session: Session, sort: str = "name") -> list[User]:
    column = getattr(User, word(sort))  # expect: sql-identifier-injection
    return list(session.scalars(sa.select(User).order_by(column).limit(50)))
