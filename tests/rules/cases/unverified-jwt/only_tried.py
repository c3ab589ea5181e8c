"""Whether a text is a token at all is tried by decoding it."""

import jwt
from fastapi import FastAPI, Header

app = FastAPI()


def is_token(text: str) -> bool:
    try:
        jwt.decode(text, options={"verify_signature": False})
        return True
    except jwt.InvalidTokenError:
        return False


def read_name(text: str) -> str:
    return jwt.decode(text, options={"verify_signature": False})["name"]  # expect: unverified-jwt


@app.get("/me")
def read_me(authorization: str = Header()) -> str:
    return read_name(authorization) if is_token(authorization) else find_by_key(authorization)
