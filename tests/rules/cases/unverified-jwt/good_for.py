import base64
import json
import time

import jwt
from pydantic import BaseModel


class Times(BaseModel):
    exp: int
    iat: int = 0


class Person(BaseModel):
    sub: str
    exp: int


def payload_of(token: str) -> bytes:
    payload = token.split(".")[1]
    return base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))  # expect: unverified-jwt


def expiry(token: str) -> float:
    payload = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode("utf-8"))
    return float(claims["exp"])


def time_left(token: str) -> float:
    payload = token.split(".")[1]
    times = Times.model_validate_json(base64.urlsafe_b64decode(payload + "=="))
    return times.exp - time.time()


def person(token: str) -> str:
    payload = token.split(".")[1]
    claims = Person.model_validate_json(base64.urlsafe_b64decode(payload + "=="))  # expect: unverified-jwt
    return claims.sub


def unexpired(token: str) -> dict:
    payload = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))  # expect: unverified-jwt
    if claims["exp"] < time.time():
        raise ValueError("expired")
    return claims


def kept(token: str, sessions) -> int:
    claims = jwt.decode(token, options={"verify_signature": False})  # expect: unverified-jwt
    sessions.add(claims)
    return claims["exp"]
