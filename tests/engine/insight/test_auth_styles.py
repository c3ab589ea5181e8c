"""Guards as people write them: each style with what makes it one, and without."""

from __future__ import annotations

import pytest
from judging import judged

IMPORTS = """\
import os
import secrets
import httpx
import jwt
import redis
from fastapi import Depends, FastAPI, Header, HTTPException, WebSocket
from fastapi.security import OAuth2PasswordBearer
KEYS = os.environ["KEYS"].split(",")
SECRET = os.environ["SECRET"]
app = FastAPI()
"""


def verdict(text: str, imports: str = IMPORTS) -> str:
    (found,) = judged(imports, text).values()
    return str(found.protection)


ROUTE = """
    @app.post("/x", dependencies=[Depends(guard)])
    def x(): ...
    """


@pytest.mark.parametrize(
    ("test", "wanted"),
    [
        ("not any(secrets.compare_digest(x_api_key, key) for key in KEYS)", "protected"),
        ("not any(x_api_key == key for key in KEYS)", "protected"),
        ("not any(x_api_key != key for key in KEYS)", "unknown"),
        ("any(x_api_key == key for key in KEYS)", "public"),
    ],
)
def test_one_of_several_keys(test: str, wanted: str) -> None:
    guard = f"""
    def guard(x_api_key: str = Header()):
        if {test}:
            raise HTTPException(401)
    """
    assert verdict(guard + ROUTE) == wanted


@pytest.mark.parametrize(("last", "wanted"), [("answer.raise_for_status()", "protected"), ("return answer", "public")])
def test_another_server_is_asked(last: str, wanted: str) -> None:
    guard = f"""
    def guard(authorization: str = Header()):
        answer = httpx.get("https://auth.example.com/me", headers={{"Authorization": authorization}}, timeout=5)
        {last}
    """
    assert verdict(guard + ROUTE) == wanted


def test_a_session_is_found_by_a_key_made_of_the_token() -> None:
    guard = """
    sessions = redis.Redis()
    def guard(authorization: str = Header("")):
        if sessions.get(f"session:{authorization.removeprefix('Bearer ')}") is None:
            raise HTTPException(401)
    """
    assert verdict(guard + ROUTE) == "protected"


SOCKET = """
    @app.websocket("/ws")
    async def ws(socket: WebSocket, token: str = ""):
        try:
            jwt.decode(token, SECRET, algorithms=["HS256"])
        except jwt.PyJWTError:
            {then}
        await socket.accept()
    """


def test_the_token_in_the_query_of_a_websocket() -> None:
    assert verdict(SOCKET.format(then="return await socket.close(code=1008)")) == "protected"
    assert verdict(SOCKET.format(then="pass")) == "public"


STARRED = """\
from fastapi import *
from {security} import *
import jwt
SECRET = "x"
app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")
"""
CHAIN = """
    def token(value: str = Depends(scheme)):
        return jwt.decode(value, SECRET, algorithms=["HS256"])
    def guard(payload=Depends(token)):
        return payload["sub"]
    """


def test_all_that_a_module_of_the_framework_offers_is_imported() -> None:
    assert verdict(CHAIN + ROUTE, STARRED.format(security="fastapi.security")) == "protected"


def test_what_is_not_known_of_a_dependency_leaves_the_route_unknown() -> None:
    assert verdict(CHAIN + ROUTE, STARRED.format(security="company")) == "unknown"
