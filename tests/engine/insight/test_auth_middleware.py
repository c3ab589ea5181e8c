"""Middleware that is given the server's scope, and middleware whose key nothing here knows."""

from __future__ import annotations

import textwrap

import pytest
from judging import judged

IMPORTS = """\
import os
import secrets
from fastapi import FastAPI, Request, WebSocket
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.routing import get_route_path
from company import settings
KEY = os.environ["KEY"]
app = FastAPI()
@app.post("/x")
def x(): ...
@app.post("/open/x")
def open_x(): ...
@app.websocket("/ws")
async def ws(socket: WebSocket): ...
"""


def verdicts(text: str) -> dict[str, str]:
    return {route.path: str(found.protection) for route, found in judged(IMPORTS, text).items()}


GUARD = """
class Guard:
    def __init__(self, app):
        self.app = self.inner = app
    async def __call__(self, scope, receive, send):
{body}
    async def refuse(self, scope, receive, send):
        await send({{"type": "http.response.start", "status": 401}})
app.add_middleware(Guard)
"""

REFUSING = {
    "the headers of a request": """
        if Request(scope).headers.get("authorization") != KEY:
            return await JSONResponse({}, 401)(scope, receive, send)
        await self.app(scope, receive, send)
        """,
    "headers that are made of the scope": """
        if not secrets.compare_digest(Headers(scope=scope).get("x-api-key", ""), KEY):
            return await self.refuse(scope, receive, send)
        await self.inner(scope, receive, send)
        """,
    "the pairs of the scope as a mapping": """
        headers = dict(scope["headers"])
        if headers.get(b"authorization") != KEY.encode():
            await send({"type": "http.response.start", "status": 401})
            return
        await self.app(scope, receive, send)
        """,
    "the pairs of the scope as a mapping of texts": """
        headers = {name.decode(): value.decode() for name, value in scope.get("headers", [])}
        if headers.get("authorization") != KEY:
            return await self.refuse(scope, receive, send)
        await self.app(scope, receive, send)
        """,
    "a loop over the pairs": """
        given = None
        for name, value in scope["headers"]:
            if name == b"authorization":
                given = value.decode()
        if given != f"Bearer {KEY}":
            return await self.refuse(scope, receive, send)
        await self.app(scope, receive, send)
        """,
    "the pair that is the first": """
        given = next((value for name, value in scope["headers"] if name == b"x-token"), b"")
        if given.decode() != KEY:
            return await self.refuse(scope, receive, send)
        await self.app(scope, receive, send)
        """,
}


@pytest.mark.parametrize("name", REFUSING)
def test_what_the_scope_tells(name: str) -> None:
    body = textwrap.indent(textwrap.dedent(REFUSING[name]), " " * 8)
    assert set(verdicts(GUARD.format(body=body)).values()) == {"protected"}
    for path in ('scope["path"]', "get_route_path(scope)"):
        passing = f"""
            if scope["type"] != "http" or {path}.startswith("/open"):
                return await self.app(scope, receive, send)
            """
        apart = textwrap.indent(textwrap.dedent(passing), " " * 8) + body
        assert verdicts(GUARD.format(body=apart)) == {"/x": "protected", "/open/x": "public", "/ws": "public"}


LOOKING = {
    "a header that is no credential": """
        tenant = None
        for name, value in scope["headers"]:
            if name == b"x-tenant":
                tenant = value
        if tenant is None:
            return await JSONResponse({}, 400)(scope, receive, send)
        await self.app(scope, receive, send)
        """,
    "a length": """
        size = 0
        for name, value in scope["headers"]:
            if name == b"content-length":
                size = int(value)
        if size > 1000:
            return await JSONResponse({}, 413)(scope, receive, send)
        await self.app(scope, receive, send)
        """,
    "the word before the credential": """
        headers = dict(scope["headers"])
        scheme, _, given = headers.get(b"authorization", b"").partition(b" ")
        if scheme == b"Bearer":
            scope["state"]["token"] = given
        await self.app(scope, receive, send)
        """,
    "the path": """
        if scope["path"].startswith("/open"):
            return await self.inner(scope, receive, send)
        await self.app(scope, receive, send)
        """,
    "nothing": """
        if scope["type"] == "lifespan":
            return
        await self.app(scope, receive, send)
        """,
}


@pytest.mark.parametrize("name", LOOKING)
def test_what_only_looks_at_the_scope_protects_nothing(name: str) -> None:
    body = textwrap.indent(textwrap.dedent(LOOKING[name]), " " * 8)
    assert set(verdicts(GUARD.format(body=body)).values()) == {"public"}


KEPT = """
class Guard(BaseHTTPMiddleware):
    def __init__(self, app, key=None):
        super().__init__(app)
        self.key = key
    async def dispatch(self, request, call_next):
        if self.key and request.headers.get("x-api-key") != self.key:
            return JSONResponse({{}}, status_code=401)
        return await call_next(request)
app.add_middleware(Guard{given})
"""


@pytest.mark.parametrize(
    ("given", "wanted"), [(', key="abc"', "protected"), ("", "public"), (", key=settings.key", "unknown")]
)
def test_a_key_that_nothing_here_knows_is_not_taken_for_none(given: str, wanted: str) -> None:
    assert verdicts(KEPT.format(given=given))["/x"] == wanted


HELPED = """
from fastapi import HTTPException
OPEN = ("/open", "/docs")
async def check(request: Request):
    if request.url.path.startswith(OPEN):
        return
    if request.headers.get("authorization") != KEY:
        raise HTTPException(401)
@app.middleware("http")
async def guard(request: Request, call_next):
    try:
        await check(request)
    except HTTPException:
        return JSONResponse({}, status_code=401)
    return await call_next(request)
"""


def test_what_a_helper_does_for_one_route_is_not_kept_for_others() -> None:
    assert verdicts(HELPED) == {"/x": "protected", "/open/x": "public", "/ws": "public"}


DISPATCHED = {
    "a function": """
        async def check(request, call_next):
            {body}
        app.add_middleware(BaseHTTPMiddleware, dispatch=check)
        """,
    "a method that the class gives itself": """
        class Guard(BaseHTTPMiddleware):
            def __init__(self, app):
                super().__init__(app, dispatch=self.check)
            async def check(self, request, call_next):
                {body}
        app.add_middleware(Guard)
        """,
    "a method that the class has called around the application": """
        class Guard:
            def __init__(self, app):
                self.app = BaseHTTPMiddleware(app, self.check)
            async def __call__(self, scope, receive, send):
                await self.app(scope, receive, send)
            async def check(self, request, call_next):
                {body}
        app.add_middleware(Guard)
        """,
    "a bound method": """
        class Guard:
            async def check(self, request, call_next):
                {body}
        app.add_middleware(BaseHTTPMiddleware, dispatch=Guard().check)
        """,
    "an object that is called": """
        class Guard:
            async def __call__(self, request, call_next):
                {body}
        app.add_middleware(BaseHTTPMiddleware, dispatch=Guard())
        """,
}


@pytest.mark.parametrize("way", DISPATCHED.values(), ids=list(DISPATCHED))
def test_what_is_dispatched_to(way: str) -> None:
    refusing = 'return await call_next(request) if request.headers.get("x-api-key") == KEY else JSONResponse({}, 401)'
    assert verdicts(textwrap.dedent(way).format(body=refusing))["/x"] == "protected"
    assert verdicts(textwrap.dedent(way).format(body="return await call_next(request)"))["/x"] == "public"


AROUND = """
from company import Sentry
class Guard:
    def __init__(self, app, key):
        self.app = app
        self.key = key
    async def __call__(self, scope, receive, send):
        if dict(scope["headers"]).get(b"x-api-key") != self.key:
            return await JSONResponse({}, 401)(scope, receive, send)
        await self.app(scope, receive, send)
"""


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("served = Guard(app, KEY)", "protected"),
        ("app = Guard(app, key=KEY)", "protected"),
        ("served = Sentry(app=Guard(app, KEY))", "protected"),
        ("def make():\n    return Guard(Sentry(app), KEY)\nserved = make()", "protected"),
        ("if settings.closed:\n    app = Guard(app, KEY)", "unknown"),
        ("served = Sentry(app)", "public"),
        ("other = Guard(FastAPI(), KEY)", "public"),
    ],
)
def test_what_is_put_around_an_application_guards_it(code: str, wanted: str) -> None:
    assert verdicts(AROUND + code)["/x"] == wanted


LIMITED = """
def key_of(request):
    given = request.headers.get("authorization", "")
    if given.startswith("Bearer "):
        return given
    return settings.host(request)
class Limit:
    def __init__(self, app):
        self.app = app
    async def __call__(self, scope, receive, send):
        request = Request(scope)
        is_allowed = settings.spend(key_of(request))
        if not is_allowed:
            response = JSONResponse({{}}, status_code={status})
            await response(scope, receive, send)
            return
        await self.app(scope, receive, send)
app.add_middleware(Limit)
"""


@pytest.mark.parametrize(
    ("status", "wanted"), [("429", "public"), ("HTTP_503_SERVICE_UNAVAILABLE", "public"), ("401", "unknown")]
)
def test_who_asks_too_much_is_turned_away_whoever_it_is(status: str, wanted: str) -> None:
    assert verdicts(LIMITED.format(status=status))["/x"] == wanted


UNSET = """
from fastapi import Depends, HTTPException
TOKEN = os.environ.get("TOKEN", "")
@app.middleware("http")
async def guard(request: Request, call_next):
    if {test}:
        return JSONResponse({{}}, status_code=401)
    return await call_next(request)
async def depended(request: Request):
    if {test}:
        raise HTTPException(403)
other = FastAPI()
@other.post("/depending", dependencies=[Depends(depended)])
def depending(): ...
@other.post("/handling")
def handling(request: Request):
    if {test}:
        raise HTTPException(403)
    return work()
"""


@pytest.mark.parametrize(
    ("test", "wanted"),
    [
        ('not TOKEN or not secrets.compare_digest(request.headers.get("x-api-key", ""), TOKEN)', "protected"),
        ('not TOKEN or request.headers.get("authorization") != f"Bearer {TOKEN}"', "protected"),
        ('TOKEN and request.headers.get("authorization") != TOKEN', "public"),
        ("not TOKEN", "public"),
    ],
)
def test_a_setting_without_default_turns_everyone_away_until_it_is_set(test: str, wanted: str) -> None:
    found = verdicts(UNSET.replace("{test}", test).replace("{{}}", "{}"))
    assert {found[path] for path in ("/x", "/depending", "/handling")} == {wanted}
