"""What objects know that guards ask: settings that others forward to, what a base class sets, what middleware keeps."""

from __future__ import annotations

import pytest
from judging import judged

IMPORTS = """\
import os
from abc import ABC
from functools import lru_cache
from typing import Annotated, Protocol
import jwt
from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request, WebSocket
from fastapi.responses import JSONResponse
from fastapi.security import APIKeyHeader, HTTPBearer
from pydantic_settings import BaseSettings
from starlette.middleware.base import BaseHTTPMiddleware
from company import Given, find_service, scopes
app = FastAPI()
"""


def verdict(text: str) -> str:
    """The verdict on the only route."""
    (found,) = judged(IMPORTS, text).values()
    return f"{found.protection} unverified" if found.is_unverified else found.protection


SERVICE = """
class Service({bases}):
    async def check_permissions(self, token, request):
        {body}
class Database:
    async def check_permissions(self, token, request):
        refusal = HTTPException(401)
        if not token:
            raise refusal
        found = await self.find(token)
        if found is None:
            raise refusal
        return found
    async def find(self, token):
        return await DATABASE.get(token)
async def guard(request: Request, auth_service: {noted}, authorization: str | None = Header(None)):
    {call}
@app.post("/x", dependencies=[Depends(guard)])
def x(): ...
"""
CALL = "return await auth_service.check_permissions(authorization, request)"
CAUGHT = f"""try:
        for each in request.scopes:
            if each not in scopes():
                raise ValueError(each)
        {CALL}
    except {{caught}}:
        return None
"""


@pytest.mark.parametrize("noted", ["Service", "Given[Service]", "Annotated[Service, Depends(find_service)]"])
@pytest.mark.parametrize(
    ("bases", "body", "expected"),
    [
        ("Protocol", "...", "protected"),
        ("ABC", "raise NotImplementedError", "protected"),
        ("ABC", "raise NotImplementedError()", "protected"),
    ],
)
def test_what_a_protocol_only_names_is_done_by_the_class_that_has_it(
    noted: str, bases: str, body: str, expected: str
) -> None:
    assert verdict(SERVICE.format(bases=bases, body=body, noted=noted, call=CALL)) == expected


def test_a_service_that_lets_everyone_through_is_no_stub() -> None:
    assert verdict(SERVICE.format(bases="Protocol", body="pass", noted="Service", call=CALL)).startswith("public")


@pytest.mark.parametrize(("caught", "expected"), [("HTTPException", "public"), ("KeyError", "protected")])
def test_a_refusal_that_a_local_holds_is_caught_as_what_it_is(caught: str, expected: str) -> None:
    call = CAUGHT.format(caught=caught)
    assert verdict(SERVICE.format(bases="Protocol", body="...", noted="Given[Service]", call=call)) == expected


FORWARDING = """
class Settings(BaseSettings):
    auth_required: bool = {default}
@lru_cache
def get_settings():
    return Settings()
class Lazy:
    def __getattr__(self, key):
        {body}
settings = Lazy()
def guard(authorization=Header(None)):
    if not settings.auth_required:
        return
    if authorization != os.environ["TOKEN"]:
        raise HTTPException(401)
@app.post("/x", dependencies=[Depends(guard)])
def x(): ...
"""


@pytest.mark.parametrize(
    ("default", "body", "expected"),
    [
        ("True", "return getattr(get_settings(), key)", "protected"),
        ("False", "return getattr(get_settings(), key)", "public"),
        ("True", "made = get_settings()\n        return getattr(made, key)", "protected"),
        ("True", "return getattr(get_settings(), 'x_' + key)", "unknown"),
        (
            "True",
            "if key in FILE:\n            return FILE[key]\n        return getattr(get_settings(), key)",
            "unknown",
        ),
        ("True", "return getattr(self.inner, key)", "unknown"),
    ],
)
def test_settings_that_an_object_asks_another_for(default: str, body: str, expected: str) -> None:
    assert verdict(FORWARDING.format(default=default, body=body)) == expected


SCHEME = """
class Check(HTTPBearer):
    {init}
    async def __call__(self, request: Request):
        token = request.headers.get("authorization")
        if not token:
            if self.auto_error:
                raise HTTPException(401)
            return None
        return jwt.decode(token, os.environ["KEY"], algorithms=["HS256"])
@app.post("/x", dependencies=[Depends(Check({arguments}))])
def x(): ...
"""


@pytest.mark.parametrize(
    ("init", "arguments", "expected"),
    [
        ("", "", "protected"),
        ("", "auto_error=False", "public"),
        ("", "auto_error=flag()", "unknown"),
        ("", "**options()", "unknown"),
        ("def __init__(self): super().__init__()", "", "protected"),
        ("def __init__(self): super().__init__(auto_error=False)", "", "public"),
        ("def __init__(self, auto_error=True): super().__init__(auto_error=auto_error)", "auto_error=False", "public"),
        ("def __init__(self): super().__init__(**options())", "", "unknown"),
        ("def __init__(self): self.other = 1", "", "unknown"),
    ],
)
def test_a_scheme_of_the_project_refuses_as_its_base_class_is_told_to(init: str, arguments: str, expected: str) -> None:
    assert verdict(SCHEME.format(init=init or "...", arguments=arguments)) == expected


@pytest.mark.parametrize(("passed", "expected"), [("", "public unverified"), ("auto_error=False", "public")])
def test_a_scheme_that_is_only_made_otherwise(passed: str, expected: str) -> None:
    text = f"""
        class Check(HTTPBearer):
            def __init__(self): super().__init__({passed})
        @app.post("/x", dependencies=[Depends(Check())])
        def x(): ...
        """
    assert verdict(text) == expected


RIGHTS = """
class Right(ABC):
    async def fits(self, request: Request) -> bool: ...
class LoggedIn(Right):
    async def fits(self, request: Request) -> bool:
        return request.user.id is not None
class Anybody(Right):
    async def fits(self, request: Request) -> bool:
        return True
class Need:
    def __init__(self, rights: list[type[Right]]):
        self.rights = rights
    async def __call__(self, request: Request):
        for right in self.rights:
            made = right()
            if not await made.fits(request=request):
                raise HTTPException(401)
@app.post("/x", dependencies=[Depends(Need([{rights}]))])
def x(): ...
"""


@pytest.mark.parametrize(
    ("rights", "expected"), [("LoggedIn", "protected"), ("Anybody, LoggedIn", "protected"), ("Anybody", "public")]
)
def test_classes_that_a_guard_is_given_are_asked(rights: str, expected: str) -> None:
    assert verdict(RIGHTS.format(rights=rights)) == expected


SETTINGS = """
class Settings(BaseSettings):
    key: str = "{key}"
    @property
    def is_guarded(self) -> bool:
        return bool(self.key)
settings = Settings()
def guard(x_key: Annotated[str | None, Header()] = None):
    if settings.is_guarded and x_key != os.environ["KEY"]:
        raise HTTPException(401)
@app.post("/x", dependencies=[Depends(guard)])
def x(): ...
"""


@pytest.mark.parametrize(("key", "expected"), [("", "public"), ("change-me", "protected")])
def test_a_property_is_asked(key: str, expected: str) -> None:
    assert verdict(SETTINGS.format(key=key)) == expected


PATHS = """
def normal(path):
    return ("/" + path.lstrip("/")).removesuffix("/") or "/"
@app.middleware("http")
async def guard(request: Request, call_next):
    path = normal(request.url.path)
    root = request.scope.get("root_path", "")
    if root and path.startswith(root):
        path = path[len(root):]
    if {test}:
        return await call_next(request)
    key = request.headers.get("X-API-Key")
    if not key or not any(compare(key, each) for each in KEYS):
        return JSONResponse({{}}, 401)
    return await call_next(request)
@app.post("/x/y")
def x(): ...
"""


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ('path in (request.app.docs_url, request.app.openapi_url, "/")', "protected"),
        ("request.app.docs_url and path.startswith(request.app.docs_url)", "protected"),
        ('path.split("/")[1] == "health"', "protected"),
        ('path.split("/")[1] == "x"', "public"),
        ('path in ["/y", "/x/y", request.app.docs_url]', "public"),
        ('path in ["/y", request.app.state.open_path]', "unknown"),
    ],
)
def test_middleware_that_spares_some_paths(test: str, expected: str) -> None:
    text = "from hmac import compare_digest as compare\nfrom company import KEYS" + PATHS.format(test=test)
    assert verdict(text) == expected
