"""Rows that are changed by a method of a mixin: which row it is, the class of the method does not say."""

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel
from sqlmodel import Field, SQLModel

app = FastAPI()


class Record:
    def change(self, session, source: dict | SQLModel):
        if isinstance(source, SQLModel):
            source = source.model_dump(exclude_unset=True)
        for key, value in source.items():
            setattr(self, key, value)  # expect: mass-assignment
        session.add(self)

    def rename(self, session, source: dict):
        for key, value in source.items():
            setattr(self, key, value)
        session.add(self)

    def note(self, session, source: dict):
        for key, value in source.items():
            setattr(self, key, value)
        session.add(self)


class Base(SQLModel):
    name: str
    is_admin: bool = False


class Change(Base):
    password: str | None = None


class Name(BaseModel):
    name: str


class Account(Record, Base, table=True):
    id: int = Field(primary_key=True)
    hashed_password: str


class Accounts:
    def __init__(self, session):
        self.session = session

    def change(self, account: Account, source: dict | SQLModel):
        account.change(self.session, source)


def get_session(): ...


def get_account(session=Depends(get_session), authorization: str = Header()) -> Account:
    account = session.get(Account, authorization)
    if account is None:
        raise HTTPException(401)
    return account


@app.put("/me")
def change_me(change: Change, account: Account = Depends(get_account), session=Depends(get_session)):
    changed = change.model_dump()
    if "password" in changed:
        changed["hashed_password"] = hashed(changed.pop("password"))
    Accounts(session).change(account, changed)
    return account.name


@app.put("/me/name")
def rename_me(name: Name, account: Account = Depends(get_account), session=Depends(get_session)):
    account.rename(session, name.model_dump())
    return account.name


# Of a body without a schema nothing says that it is for a row with such a column.
@app.put("/me/note")
def note_me(note: dict, account: Account = Depends(get_account), session=Depends(get_session)):
    account.note(session, note)
    return account.name
