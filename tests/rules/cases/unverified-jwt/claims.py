import base64
import json
import logging
import time

import jwt
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer
from jose import jwt as jose_jwt

app = FastAPI()
logger = logging.getLogger(__name__)
bearer = OAuth2PasswordBearer("token")
NO_CHECK = {"verify_signature": False, "verify_aud": False}


def current_user(token: str = Depends(bearer)):
    return jose_jwt.get_unverified_claims(token)["sub"]  # expect: unverified-jwt


def by_options(token: str = Depends(bearer)):
    claims = jwt.decode(token, "key", algorithms=["HS256"], options=NO_CHECK)  # expect: unverified-jwt
    return claims.get("sub")


def old_style(token: str = Depends(bearer)):
    return jwt.decode(token, verify=False)  # expect: unverified-jwt


def by_hand(token: str = Depends(bearer)):
    payload = token.split(".")[1]
    padded = payload + "=" * (-len(payload) % 4)
    return json.loads(base64.urlsafe_b64decode(padded))["sub"]  # expect: unverified-jwt


def fallback(token: str = Depends(bearer)):
    try:
        return jwt.decode(token, "key", algorithms=["HS256"])
    except jwt.InvalidTokenError:
        return jwt.decode(token, options={"verify_signature": False})  # expect: unverified-jwt


@app.get("/me")
def read_me(a=Depends(current_user), b=Depends(by_options), c=Depends(old_style), d=Depends(by_hand)):
    return [a, b, c, d]


@app.get("/fallback")
def read_fallback(claims=Depends(fallback)):
    return claims


def issuer_of(token: str) -> str:
    return jwt.decode(token, options={"verify_signature": False})["iss"]


def tenant_of(token: str) -> str:
    return jose_jwt.get_unverified_claims(token)["tenant"]


@app.get("/verified")
def verified(token: str = Depends(bearer)):
    unverified = jwt.decode(token, options={"verify_signature": False})
    key = {"a": "k"}[unverified["tenant"]]
    claims = jwt.decode(token, key, algorithms=["RS256"])
    return claims["sub"]


@app.get("/tenant")
def by_tenant(token: str = Depends(bearer)):
    key = {"a": "k"}[tenant_of(token)]
    return jwt.decode(token, key, algorithms=["RS256"], issuer=issuer_of(token))


def is_expired(token: str) -> bool:
    return jwt.decode(token, options={"verify_signature": False}).get("exp", 0) < time.time()


def note(token: str) -> None:
    logger.warning("refused %r", jwt.decode(token, options={"verify_signature": False}))


def key_id(token: str) -> str:
    return jwt.get_unverified_header(token)["kid"]


def picture(data: str) -> bytes:
    return base64.b64decode(data.split(",")[1])
