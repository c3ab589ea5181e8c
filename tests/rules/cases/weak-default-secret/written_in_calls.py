"""Keys that are written down where something is signed, or as a constant of a class."""

import hmac
from enum import Enum

import jwt
from itsdangerous import URLSafeTimedSerializer

mails = URLSafeTimedSerializer("letters-secret")  # expect: weak-default-secret


class Keys:
    JWT_SECRET = "mysecret"  # expect: weak-default-secret
    SECRET_KEY = "secretKey"


class Field(Enum):
    SECRET = "app-secret"


def issue(claims: dict) -> str:
    return jwt.encode(claims, "secret", algorithm="HS256")  # expect: weak-default-secret


def check(token: str, key: str) -> dict:
    return jwt.decode(token, key, algorithms=["HS256"])


def seal(body: bytes) -> str:
    return hmac.new("hooks".encode(), body, "sha256").hexdigest()  # expect: weak-default-secret
