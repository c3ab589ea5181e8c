"""Loops in guards: over several places where a credential may be, and over what is asked of each."""

from __future__ import annotations

import textwrap

import pytest
from judging import judged

IMPORTS = """\
import os
import secrets
from urllib.parse import urlparse
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from fastapi.security import APIKeyCookie, APIKeyHeader
from company import look
KEY = os.environ["KEY"]
header = APIKeyHeader(name="X-API-Key", auto_error=False)
cookie = APIKeyCookie(name="key", auto_error=False)
app = FastAPI()
"""

ROUTE = """
@app.post("/x", dependencies=[Depends(guard)])
def x(): ...
"""


def verdict(text: str) -> str:
    return str(next(iter(judged(IMPORTS, text).values())).protection)


GUARDS = {
    "the first that was sent is compared": """
        def written(request: Request):
            given = request.headers.get("Authorization")
            if not given:
                return None
            return given.removeprefix("Key ")
        def sent(one=Depends(written), other=Depends(cookie)):
            for each in (one, other):
                if each is not None:
                    return each
            return None
        def guard(key=Depends(sent)):
            if key is None:
                raise HTTPException(401)
            if not secrets.compare_digest(key, KEY):
                raise HTTPException(401)
        """,
    "the loop is left with the first that was sent": """
        def guard(one=Depends(header), other=Depends(cookie)):
            key = None
            for each in [one, other]:
                if each:
                    key = each
                    break
            if not key or key != KEY:
                raise HTTPException(401)
        """,
    "what was not sent is skipped, and what fits returns": """
        def guard(request: Request):
            for name in ("Authorization", "X-API-Key"):
                given = request.headers.get(name)
                if not given:
                    continue
                if given.split()[-1] == KEY:
                    return given
            raise HTTPException(401)
        """,
    "a pair of the scope's headers is looked for": """
        def guard(request: Request):
            token = ""
            for name, value in request.scope["headers"]:
                if name == b"authorization":
                    token = value.decode()
                    break
            if token != KEY:
                raise HTTPException(401)
        """,
    "the first of the known keys that fits, or None": """
        from company import KEYS
        def guard(one=Depends(header)):
            found = next((key for key in KEYS if key == one), None)
            if found is None:
                raise HTTPException(401)
        """,
    "a list of those that fit": """
        from company import KEYS
        def guard(one=Depends(header)):
            if not [key for key in KEYS if secrets.compare_digest(key, one or "")]:
                raise HTTPException(401)
        """,
    "what the header is made of": """
        from company import KEYS
        def guard(request: Request):
            match request.headers.get("authorization", "").split():
                case ["Bearer", token] if token in KEYS:
                    return token
                case _:
                    raise HTTPException(401)
        """,
    "a match of nothing": """
        def guard(one=Depends(header)):
            match one:
                case None:
                    raise HTTPException(401)
            if one != KEY:
                raise HTTPException(401)
        """,
    "an endless loop that is left with the key alone": """
        def guard(request: Request):
            while True:
                key = request.headers.get("X-API-Key")
                if key != KEY:
                    raise HTTPException(401)
                break
        """,
    "the user whom middleware left, or nobody": """
        def guard(request: Request):
            if hasattr(request.state, "user"):
                return request.state.user
            raise HTTPException(401)
        """,
}

SPARING = """
class Guard:
    def __init__(self, spared=None):
        self.spared = []
        for path in spared or []:
            self.spared.append({{"path": path, "methods": []}})
    def __call__(self, request: Request):
        for each in self.spared:
            if request.url.path == each["path"] and request.method not in each["methods"]:
                return
        if request.headers.get("X-API-Key") != KEY:
            raise HTTPException(401)
guard = Guard({spared})
"""


@pytest.mark.parametrize(("spared", "expected"), [("", "protected"), ('["/y", look()]', "unknown")])
def test_a_list_that_a_guard_was_made_with(spared: str, expected: str) -> None:
    assert verdict(SPARING.format(spared=spared) + ROUTE) == expected


def test_a_setting_that_spares_nothing_by_default() -> None:
    code = """
        from pydantic_settings import BaseSettings
        class Settings(BaseSettings):
            spared: list[str] = []
        settings = Settings()
        def guard(request: Request):
            for pattern in settings.spared:
                if look(pattern, request.url.path):
                    return
            if request.headers.get("X-API-Key") != KEY:
                raise HTTPException(401)
        """
    assert verdict(textwrap.dedent(code) + ROUTE) == "protected"


OPEN = {
    "whoever sends nothing goes on": """
        def guard(one=Depends(header), other=Depends(cookie)):
            for each in (one, other):
                if not each:
                    continue
                if each != KEY:
                    raise HTTPException(401)
        """,
    "a match that takes whatever is sent": """
        def guard(request: Request):
            match request.headers.get("authorization"):
                case None:
                    return None
                case token:
                    if token != KEY:
                        raise HTTPException(401)
        """,
    "a list of what has nothing to do with the caller": """
        from company import KEYS
        def guard(one=Depends(header)):
            if not [key for key in KEYS if key.startswith("a")]:
                raise HTTPException(503)
        """,
    "where the request comes from, if it says so": """
        @app.middleware("http")
        async def origins(request: Request, call_next):
            if look(request.url.path):
                return await call_next(request)
            for name in ("origin", "referer"):
                if not (told := request.headers.get(name)):
                    continue
                if not look(urlparse(told).hostname):
                    return JSONResponse({}, 401)
            return await call_next(request)
        def guard(): ...
        """,
}


@pytest.mark.parametrize("guard", GUARDS.values(), ids=list(GUARDS))
def test_refused(guard: str) -> None:
    assert verdict(textwrap.dedent(guard) + ROUTE) == "protected"


@pytest.mark.parametrize("guard", OPEN.values(), ids=list(OPEN))
def test_let_through(guard: str) -> None:
    assert verdict(textwrap.dedent(guard) + ROUTE) == "public"


def test_a_state_without_a_user_may_have_the_attribute_all_the_same() -> None:
    left = """
        @app.middleware("http")
        async def load(request: Request, call_next):
            request.state.user = None
            request.state.user = look(request)
            return await call_next(request)
        """
    guard = textwrap.dedent(left) + textwrap.dedent(GUARDS["the user whom middleware left, or nobody"])
    assert verdict(guard + ROUTE) == "unknown"


def test_a_loop_without_an_end_reaches_what_follows_by_break_alone() -> None:
    code = """
        def guard(request: Request):
            while True:
                if look():
                    break
                raise RuntimeError
            if request.headers.get("X-API-Key") != KEY:
                raise HTTPException(401)
        """
    assert verdict(textwrap.dedent(code) + ROUTE) == "protected"
