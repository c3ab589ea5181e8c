"""A row that is given other values and committed has changed, whatever was called."""

from fastapi import Depends, FastAPI
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Table(DeclarativeBase): ...


class Account(Table):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    balance: Mapped[int]
    last_seen: Mapped[int]


def get_session() -> Session: ...


@app.get("/transfer")
def transfer(target: int, amount: int, session: Session = Depends(get_session)):
    account = session.get(Account, target)
    account.balance += amount
    session.commit()  # expect: state-change-in-get


@app.get("/balance")
def balance(target: int, session: Session = Depends(get_session)):
    account = session.get(Account, target)
    account.last_seen = 1
    session.commit()
    return account.balance
