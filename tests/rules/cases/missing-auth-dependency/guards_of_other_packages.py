"""Whether a guard of a package that is not at hand refuses, nobody knows: such routes are not told as open."""

from acme_portal.accounts import AccountService, get_account_service
from acme_portal.security import check_access, clean_name, current_member, require_role
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException

app = FastAPI()
staff = APIRouter(prefix="/staff", dependencies=[Depends(require_role("staff"))])


def check_key(x_api_key: str = Header()):
    if x_api_key != app.state.key:
        raise HTTPException(401)


@app.post("/loans", dependencies=[Depends(check_key)])
def lend(isbn: str): ...


@app.post("/returns")
def take_back(isbn: str, member=Depends(current_member)): ...


@app.delete("/loans/{number}")
def cancel(number: str, client: str):
    check_access(app, client)
    return {"cancelled": number}


@app.delete("/copies/{name}")  # expect: missing-auth-dependency
def drop_copy(name: str):
    name = clean_name(name)
    return {"dropped": name}


@app.put("/accounts/{number}")  # expect: missing-auth-dependency
def rename(number: int, name: str, accounts: AccountService = Depends(get_account_service)):
    accounts.rename(number, name)


@staff.post("/fines")
def fine(member: int): ...


app.include_router(staff)
