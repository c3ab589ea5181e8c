from datetime import datetime

from sqlalchemy import Column, DateTime
from sqlalchemy.orm import DeclarativeBase, mapped_column


class Base(DeclarativeBase): ...


class Zoned(Base):
    __tablename__ = "zoned"
    a = Column(DateTime(timezone=True), default=datetime.now)
    b = mapped_column(DateTime(timezone=True), default=lambda: datetime.now())
    c = Column(DateTime(timezone=True), default=datetime.utcnow)  # expect: naive-datetime
