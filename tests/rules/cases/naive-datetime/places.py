import datetime as dt
from datetime import UTC, datetime, timedelta, timezone
from functools import partial

from jose import jwt
from sqlalchemy import Column, DateTime, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase): ...


class Row(Base):
    __tablename__ = "rows"
    a = Column(DateTime, default=datetime.utcnow)  # expect: naive-datetime
    b: Mapped[datetime] = mapped_column(default=lambda: dt.datetime.now())  # expect: naive-datetime
    c = Column(DateTime, onupdate=datetime.now, default=func.now())  # expect: naive-datetime
    d = Column(DateTime(timezone=True), default=lambda: datetime.now(UTC))
    e = Column(DateTime, server_default=func.now())
    f = Column(DateTime, default=partial(datetime.now, timezone.utc))


class Form:
    started = Column(DateTime, default=func.now())


def token(data: dict):
    claims = data.copy()
    expire = datetime.utcnow() + timedelta(minutes=5)  # expect: naive-datetime
    claims.update({"exp": expire})
    return jwt.encode(claims, KEY)


def aware(data: dict):
    return jwt.encode({**data, "exp": datetime.now(tz=timezone.utc)}, KEY)


def shown():
    return {"now": datetime.now().isoformat(), "year": datetime.utcnow().year}


def epoch():
    return datetime.utcnow().timestamp()  # expect: naive-datetime


def local():
    return datetime.now().timestamp()
