# file: app/tokens.py
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from jose import jwt as jose_jwt
from pydantic import BaseModel

DEFAULTS = {"iss": "shop"}


class Payload(BaseModel):
    sub: str
    exp: datetime


class Endless(BaseModel):
    sub: str


def from_callers(data: dict) -> str:
    return jwt.encode(data, "key", algorithm="HS256")  # expect: jwt-without-expiry


def copied(data: dict) -> str:
    to_encode = data.copy()
    to_encode.update({"iat": datetime.now(UTC)})
    to_encode["scopes"] = []
    return jose_jwt.encode(to_encode, "key", algorithm="HS256")  # expect: jwt-without-expiry


def from_model(name: str) -> str:
    return jwt.encode(Endless(sub=name).model_dump(), "key")  # expect: jwt-without-expiry


def spread(name: str) -> str:
    return jwt.encode({**DEFAULTS, "sub": name}, "key")  # expect: jwt-without-expiry


def with_expiry(data: dict, minutes: timedelta | None = None) -> str:
    to_encode = data.copy()
    if minutes:
        expire = datetime.now(UTC) + minutes
    else:
        expire = datetime.now(UTC) + timedelta(minutes=15)
    to_encode.update({"exp": expire})
    return jwt.encode(to_encode, "key", algorithm="HS256")


def sometimes(data: dict, minutes: timedelta | None = None) -> str:
    to_encode = dict(data)
    if minutes:
        to_encode["exp"] = datetime.now(UTC) + minutes
    return jwt.encode(to_encode, "key", algorithm="HS256")


def by_keyword(name: str) -> str:
    claims = dict(sub=name)
    claims.update(exp=datetime.now(UTC))
    return jwt.encode(claims, "key")


def by_model(name: str) -> str:
    return jwt.encode(Payload(sub=name, exp=datetime.now(UTC)).model_dump(), "key")


def by_caller(claims: dict) -> str:
    return jwt.encode(claims, "key")


def claims_of(name: str) -> dict:
    return {"sub": name, "exp": datetime.now(UTC)}


def by_function(name: str) -> str:
    return jwt.encode(claims_of(name), "key")


def never_called(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "key")


def from_elsewhere(store) -> str:
    return jwt.encode(store.claims(), "key")


# file: app/main.py
from datetime import UTC, datetime

from fastapi import FastAPI

from app.tokens import by_caller, by_function, by_keyword, by_model, copied, from_callers, from_model, spread

app = FastAPI()


@app.post("/login")
def login(name: str):
    tokens = [from_callers({"sub": name}), copied({"sub": name}), by_caller({"sub": name, "exp": datetime.now(UTC)})]
    return tokens + [by_function(name), by_keyword(name), by_model(name), from_model(name), spread(name)]


@app.post("/sign")
def sign(claims: dict):
    return by_caller(claims)


# Made to see whether the keys belong together, and thrown away.
def try_keys():
    token = jwt.encode({"some": "payload"}, PRIVATE, algorithm="RS256")
    jwt.decode(token, PUBLIC, algorithms=["RS256"])
