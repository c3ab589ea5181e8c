"""Middleware that tells callers, paths and kinds of credentials apart before it looks at one."""

from __future__ import annotations

import textwrap

import pytest
from judging import judged

IMPORTS = """\
import os
import jwt
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from starlette.routing import get_route_path
from supertokens_python.recipe.session.asyncio import get_session
from company import lookup, settings
KEY = os.environ["KEY"]
NOBODY, NULL = "0", "null"
"""


def verdicts(text: str) -> dict[str, str]:
    return {route.path: str(found.protection) for route, found in judged(IMPORTS, text).items()}


CHECK = """\
app = FastAPI()
@app.post("/x")
def x(): ...
@app.middleware("http")
async def check(request, call_next):
"""


def verdict(body: str, before: str = "") -> str:
    """That of a route behind middleware with this body."""
    lines = textwrap.indent(textwrap.dedent(body), "    ")
    return verdicts(textwrap.dedent(before) + CHECK + lines)["/x"]


ASKED = """
    if not request.headers.get("authorization") or request.headers["authorization"] != KEY:
        return JSONResponse({}, 401)
    return await call_next(request)
    """


@pytest.mark.parametrize(
    "test",
    [
        'request.query_params.get("project") in [NOBODY, NULL]',
        'request.query_params.get("project") == NULL',
        'request.headers.get("accept", "").startswith("text/html")',
        '"x" in request.query_params.get("fields")',
    ],
)
def test_what_is_sent_at_will_makes_nothing_doubtful(test: str) -> None:
    refusing = f"if {test}:\n    raise HTTPException(400)\n"
    assert verdict(refusing + textwrap.dedent(ASKED)) == "protected"
    passing = f"if {test}:\n    return await call_next(request)\n"
    assert verdict(passing + textwrap.dedent(ASKED)) == "public"


@pytest.mark.parametrize(
    "test",
    [
        'request.headers.get("x-client") == settings.client',
        'request.headers.get("x-client") == "k7Jd02mPq9Zx41Lw"',
        'not request.headers.get("x-client")',
    ],
)
def test_what_is_sent_at_will_may_be_a_secret_of_another_name(test: str) -> None:
    passing = f"if {test}:\n    return await call_next(request)\n"
    assert verdict(passing + textwrap.dedent(ASKED)) == "unknown"


KINDS = """
    token = request.headers.get("authorization")
    if not token:
        return JSONResponse({}, 401)
    if token.startswith(("Bearer ", "Key ")):
        if token.startswith("Bearer "):
            jwt.decode(token[7:], KEY, algorithms=["HS256"])
        elif token.startswith("Key "):
            if token[4:] != KEY:
                return JSONResponse({}, 401)
    else:
        return JSONResponse({}, 401)
    return await call_next(request)
    """


def test_every_kind_of_credential_is_looked_at() -> None:
    assert verdict(KINDS) == "protected"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('("Bearer ", "Key ")', '("Bearer ", "Key ", "Basic ")'),
        ('startswith("Key ")', 'startswith("Key of ")'),
        ('elif token.startswith("Key ")', 'elif (token := token[1:]).startswith("Key ")'),
        ('if token.startswith("Bearer ")', "if token.startswith(settings.kind)"),
        ('    if token.startswith(("Bearer ", "Key ")):', '    if not token.startswith(("Bearer ", "Key ")):'),
    ],
)
def test_a_kind_of_credential_that_is_forgotten_lets_through(old: str, new: str) -> None:
    assert old in KINDS
    assert verdict(KINDS.replace(old, new, 1)) == "public"


MOUNTED = """
    def make(health="/health"):
        app = FastAPI()
        paths = {{health, "/ready"}}
        @app.middleware("http")
        async def check(request: Request, call_next):
            scope = request.scope
            if {path} in paths:
                return await call_next(request)
            if request.headers.get("authorization") != KEY:
                return JSONResponse({{}}, 401)
            return await call_next(request)
        @app.get("/ready")
        def ready(): ...
        @app.get("/health")
        def health_(): ...
        @app.post("/x")
        def x(): ...
        return app
    outer = FastAPI()
    outer.mount("/api", make())
    """


@pytest.mark.parametrize(
    "path", ['scope["path"].removeprefix(scope.get("root_path", ""))', "get_route_path(request.scope)"]
)
def test_the_path_of_a_mounted_app(path: str) -> None:
    wanted = {"/api/ready": "public", "/api/health": "public", "/api/x": "protected"}
    assert verdicts(MOUNTED.format(path=path)) == wanted


def test_a_lookup_that_tries_again_finds_nothing_for_bad_credentials() -> None:
    text = """
        async def cached(key, tries=3):
            if tries:
                return await cached(key, tries - 1)
            return None
        """
    body = """
        if await cached(request.headers.get("authorization")) is None:
            return JSONResponse({}, 401)
        return await call_next(request)
        """
    assert verdict(body, text) == "protected"


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        ("get_session(request)", "protected"),
        ("get_session(request, session_required=False)", "public"),
        ("get_session(request, session_required=settings.required)", "protected"),
    ],
)
def test_a_library_that_takes_the_session_from_the_request(call: str, wanted: str) -> None:
    assert verdict(f"session = await {call}\nreturn await call_next(request)\n") == wanted


BY_PATTERN = """
    import re
    OPEN = [re.compile("^/open$"), re.compile(r"^/docs/[a-z]+")]
    ONE = re.compile(r"/(open|health)$")
    SLOW = re.compile("(/o*)*pen$")
    app = FastAPI()
    @app.get("/open")
    def open_(): ...
    @app.post("/x")
    def x(): ...
    @app.middleware("http")
    async def check(request: Request, call_next):
        if {test}:
            return await call_next(request)
        if request.headers.get("authorization") != KEY:
            return JSONResponse({{}}, 401)
        return await call_next(request)
    """


@pytest.mark.parametrize(
    ("test", "wanted"),
    [
        ("any(each.match(request.url.path) for each in OPEN)", {"/open": "public", "/x": "protected"}),
        ("ONE.search(request.url.path)", {"/open": "public", "/x": "protected"}),
        ('re.fullmatch("/op.n", request.url.path) is not None', {"/open": "public", "/x": "protected"}),
        ('re.match("pen", request.url.path)', {"/open": "protected", "/x": "protected"}),
        ("SLOW.match(request.url.path)", {"/open": "unknown", "/x": "unknown"}),
        ("settings.open.match(request.url.path)", {"/open": "unknown", "/x": "unknown"}),
    ],
)
def test_paths_that_a_regular_expression_leaves_out(test: str, wanted: dict[str, str]) -> None:
    assert verdicts(BY_PATTERN.format(test=test)) == wanted
