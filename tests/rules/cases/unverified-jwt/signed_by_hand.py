"""A signature that is made by hand is one: what was compared with it is what the key's owner wrote."""

import base64
import hashlib
import hmac
import json

from fastapi import FastAPI, HTTPException

app = FastAPI()


def sign(payload: str) -> bytes:
    return hmac.new(KEY, payload.encode(), hashlib.sha256).digest()


@app.get("/state")
def read_state(token: str):
    payload, signature = token.split(".")
    if not hmac.compare_digest(base64.urlsafe_b64decode(signature), sign(payload)):
        raise HTTPException(401)
    return json.loads(base64.urlsafe_b64decode(payload))


@app.get("/claims")
def read_claims(token: str):
    header, payload, signature = token.split(".")
    return json.loads(base64.urlsafe_b64decode(payload))  # expect: unverified-jwt


@app.get("/keyed")
def read_keyed(token: str, key: str):
    if not hmac.compare_digest(key, KEY):
        raise HTTPException(401)
    header, payload, signature = token.split(".")
    return json.loads(base64.urlsafe_b64decode(payload))  # expect: unverified-jwt
