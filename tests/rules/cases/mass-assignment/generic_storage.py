"""Storage that knows its table only when it runs: the schema tells what a client may set."""


# file: lodge/storage.py
class Storage:
    def __init__(self, model):
        self.model = model

    def find(self, session, key):
        return session.query(self.model).filter_by(id=key).one()

    def update(self, session, key, values: dict):
        row = self.find(session, key)
        row.update(session=session, **values)
        session.commit()
        return row

    def create(self, session, values: dict): ...


# file: lodge/guests.py
from acme_schemas import CamelSchema
from fastapi import Depends, FastAPI, HTTPException

from .storage import Storage

app = FastAPI()


class GuestAccount(CamelSchema):
    name: str
    email: str
    admin: bool = False


class GuestName(CamelSchema):
    name: str


class NewMember(CamelSchema):
    email: str
    password: str
    role: str = "guest"


class Stores:
    def __init__(self):
        self.accounts = Storage(None)


stores = Stores()


@app.put("/accounts/{number}")
def change(number: int, account: GuestAccount, session=Depends(object)):
    stores.accounts.update(session, number, account.dict())  # expect: mass-assignment


@app.put("/accounts/{number}/name")
def rename(number: int, account: GuestName, session=Depends(object)):
    stores.accounts.update(session, number, account.dict())


@app.put("/accounts/{number}/checked")
def change_checked(number: int, account: GuestAccount, session=Depends(object)):
    if account.admin:
        raise HTTPException(403)
    stores.accounts.update(session, number, account.dict())


@app.put("/accounts/{number}/rest")
def change_rest(number: int, account: GuestAccount, session=Depends(object)):
    stores.accounts.update(session, number, account.dict(exclude={"admin"}))


@app.post("/members")
def join(member: NewMember, session=Depends(object)):
    stores.accounts.create(session, member)  # expect: mass-assignment


@app.post("/admin/members", dependencies=[])
def add(member: NewMember, session=Depends(object)):
    stores.accounts.create(session, member)
