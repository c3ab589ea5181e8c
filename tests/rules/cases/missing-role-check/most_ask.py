"""Where most routes behind a guard ask what the caller may do, those that do not stand out."""

from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()


def member(token: str = Depends(oauth2_scheme)):
    found = member_of(token)
    if found is None:
        raise HTTPException(401)
    return found


def may(what: str):
    def check(who=Depends(member)):
        if what not in who.permissions:
            raise HTTPException(403)

    return check


club = APIRouter(prefix="/club", dependencies=[Depends(member)])


@club.post("/events", dependencies=[Depends(may("plan"))])
def plan(name: str): ...


@club.put("/events/{number}", dependencies=[Depends(may("plan"))])
def change(number: int): ...


@club.delete("/events/{number}", dependencies=[Depends(may("plan"))])
def cancel(number: int): ...


@club.post("/boats", dependencies=[Depends(may("boats"))])
def add_boat(name: str): ...


@club.put("/boats/{number}", dependencies=[Depends(may("boats"))])
def change_boat(number: int): ...


@club.delete("/boats/{number}", dependencies=[Depends(may("boats"))])
def sell_boat(number: int): ...


@club.post("/keys", dependencies=[Depends(may("keys"))])
def give_key(name: str): ...


@club.delete("/keys/{number}", dependencies=[Depends(may("keys"))])
def take_key(number: int): ...


@club.post("/news", dependencies=[Depends(may("write"))])
def write(text: str): ...


@club.post("/fees")  # expect: missing-role-check
def set_fee(amount: int): ...


@club.put("/profile")
def change_profile(text: str): ...


@club.get("/fees")
def fees(): ...


app.include_router(club)
