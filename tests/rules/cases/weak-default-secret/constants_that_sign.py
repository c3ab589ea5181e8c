"""Constants of a file that something is signed with, whatever they are called, and keys that are none."""

import hashlib
import hmac

import jwt
from fastapi_users.authentication import JWTStrategy

SECRET = "SECRET"  # expect: weak-default-secret
OWN_KEY = "my-own-key"  # expect: weak-default-secret
ISSUER = "shop"
PARTNER_KEY = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQ\n-----END PUBLIC KEY-----"
CHOSEN = "one"
CHOSEN = CHOSEN + ISSUER


def strategy() -> JWTStrategy:
    return JWTStrategy(secret=SECRET, lifetime_seconds=3600)


def issue(claims: dict) -> str:
    return jwt.encode({**claims, "iss": ISSUER}, OWN_KEY, algorithm="HS256")


def read_partners(token: str) -> dict:
    return jwt.decode(token, PARTNER_KEY, algorithms=["ES256"])


def read_chosen(token: str) -> dict:
    return jwt.decode(token, CHOSEN, algorithms=["HS256"])


def check_telegram(data: bytes, bot_token: str) -> bytes:
    key = hmac.new(b"WebAppData", bot_token.encode(), hashlib.sha256).digest()
    return hmac.new(key, data, hashlib.sha256).digest()
