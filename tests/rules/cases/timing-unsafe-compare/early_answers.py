"""Logins that answer sooner for names that nobody has."""

from fastapi import FastAPI, HTTPException
from passlib.context import CryptContext
from pydantic import BaseModel

app = FastAPI()
hashes = CryptContext(schemes=["argon2"])
NOBODYS = hashes.hash("nobody")


class Login(BaseModel):
    name: str
    password: str


def find(name: str): ...


def authenticate(name: str, password: str):
    member = find(name)
    if not member:
        return None  # expect: timing-unsafe-compare
    if not hashes.verify(password, member.hashed_password):
        return None
    return member


@app.post("/login")
def log_in(login: Login):
    if authenticate(login.name, login.password) is None:
        raise HTTPException(401)


@app.post("/desk/login")
def log_in_at_desk(login: Login):
    clerk = find(login.name)
    if clerk is None or not clerk.verify_password(login.password):
        raise HTTPException(401)  # expect: timing-unsafe-compare
    return clerk.name


@app.post("/even/login")
def log_in_evenly(login: Login):
    member = find(login.name)
    if member is None:
        hashes.verify(login.password, NOBODYS)
        raise HTTPException(401)
    if not hashes.verify(login.password, member.hashed_password):
        raise HTTPException(401)


@app.put("/password")
def change(login: Login):
    member = find(login.name)
    if member is None:
        raise HTTPException(404)
    member.hashed_password = hashes.hash(login.password)


def set_password(number: int, password: str):
    user = find(number)
    if user is None:
        raise HTTPException(404)
    validate_new_password(user, password)
    store(user, password)
