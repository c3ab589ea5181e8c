from datetime import datetime

from sqlalchemy import Column, DateTime
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase): ...


class Order(Base):
    __tablename__ = "orders"
    made = Column(DateTime, default=datetime.utcnow)  # expect: naive-datetime
    changed = Column(DateTime, default=datetime.utcnow, onupdate=datetime.utcnow)


class Invoice(Base):
    __tablename__ = "invoices"
    made = Column(DateTime, default=datetime.utcnow)
    sent = Column(DateTime, default=datetime.utcnow)
