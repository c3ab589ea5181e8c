"""What a client sends is in the values of these mappings, their keys are written in the code."""

from typing import Any, Optional, Dict
from fastapi import Depends, FastAPI
from sqlalchemy.orm import DeclarativeBase, Session, Mapped, mapped_column

app = FastAPI()


class Base(DeclarativeBase): ...


class Faq(Base):
    __tablename__ = "faq"
    name: Mapped[str] = mapped_column(primary_key=True)


def one(db, model, filters: Optional[Dict[str, Any]] = None):
    query = db.query(Faq)
    for attr, value in filters.items():
        query = query.filter(getattr(Faq, attr) == value)
    return query.limit(5).all()


def two(db, **filters: Any):
    query = db.query(Faq)
    for attr, value in filters.items():
        query = query.filter(getattr(Faq, attr) == value)
    return query.limit(5).all()


def three(db, filters: Dict[str, Any]):
    query = db.query(Faq)
    for attr, value in filters.items():
        if value is not None:
            query = query.filter(getattr(Faq, attr).like(f"%{value}%"))
    return query.limit(5).all()


@app.get("/one")
def a(name: str, db: Session = Depends(get_db)):
    return one(db, Faq, filters={"name": name})


@app.get("/two")
def b(name: str, db: Session = Depends(get_db)):
    return two(db, name=name)


@app.get("/three")
def c(name: str, db: Session = Depends(get_db)):
    q = {}
    if name:
        q["name"] = name
    return two(db, **q)


@app.get("/four")
def d(name: str, db: Session = Depends(get_db)):
    return three(db, {"name": name})


@app.post("/five")
def e(wanted: dict[str, str], db: Session = Depends(get_db)):
    query = db.query(Faq)
    for attr, value in wanted.items():
        query = query.filter(getattr(Faq, attr) == value)  # expect: sql-identifier-injection
    return query.limit(5).all()
