"""Who gets through to a handler without valid credentials, in small applications."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from fastlint.analyse import analyse_text
from fastlint.insight import Insights
from fastlint.insight.auth import AuthCoverage, Coverage, Protection
from fastlint.insight.declared import Declared
from fastlint.ir.nodes import ModuleIR
from fastlint.link.project import link
from fastlint.model import Project
from fastlint.source.read import Source
from fastlint.testing import files_in

Judge = Callable[..., dict[str, Coverage]]

IMPORTS = """\
import os
import secrets
from functools import wraps
from typing import Annotated, Optional
import jwt
from fastapi import APIRouter, Cookie, Depends, FastAPI, Form, Header, HTTPException, Request, Security, WebSocket
from fastapi import status
from fastapi.responses import JSONResponse
from fastapi.security import (
    APIKeyHeader, HTTPAuthorizationCredentials, HTTPBasic, HTTPBearer, OAuth2PasswordBearer, SecurityScopes,
)
from starlette.middleware.base import BaseHTTPMiddleware
SECRET = os.environ["SECRET"]
app = FastAPI()
"""


def linked(text: str) -> Project:
    irs = {}
    for path, content in files_in(text).items():
        ir = analyse_text(Source(content))
        assert isinstance(ir, ModuleIR), ir
        irs[path] = ir
    return link(irs)


@pytest.fixture
def judge() -> Judge:
    """The verdict on each route, by path."""

    def judge(text: str, declared: Declared | None = None) -> dict[str, Coverage]:
        project = linked(IMPORTS + textwrap.dedent(text))
        coverage = Insights(project, {Declared: declared or Declared()}).get(AuthCoverage)
        return {route.path: coverage.of(route) for route in project.routes}

    return judge


HANDLER = """
@app.get("/x")
def x(user=Depends(user)): ...
"""

PROTECTED = {
    "a plain dependency with a switch that turns more away": """
        def user(request: Request, authorization: str | None = Header(None)):
            if not authorization:
                raise HTTPException(401)
            if not getattr(request.app.state, "ENABLED", False):
                raise HTTPException(403)
            wanted = getattr(request.app.state, "TOKEN", None)
            if not wanted or not secrets.compare_digest(authorization, wanted):
                raise HTTPException(401)
            return True
        """,
    "a plain dependency that raises": """
        def user(request: Request):
            if request.headers.get("Authorization") != f"Bearer {SECRET}":
                raise HTTPException(401)
        """,
    "a verified token": """
        oauth = OAuth2PasswordBearer(tokenUrl="token")
        def user(token: str = Depends(oauth)):
            return jwt.decode(token, SECRET, algorithms=["HS256"])
        """,
    "a verified token, failures turned into refusals": """
        oauth = OAuth2PasswordBearer(tokenUrl="token")
        async def user(token: Annotated[str, Depends(oauth)]):
            try:
                payload = jwt.decode(token, SECRET, algorithms=["HS256"])
            except jwt.PyJWTError as error:
                raise HTTPException(status_code=status.HTTP_401_UNAUTHORIZED) from error
            return payload["sub"]
        """,
    "a verified token that is None when it fails, and a check": """
        oauth = OAuth2PasswordBearer(tokenUrl="token")
        def decode(token):
            try:
                return jwt.decode(token, SECRET, algorithms=["HS256"])
            except jwt.PyJWTError:
                return None
        def user(token: str = Depends(oauth)):
            payload = decode(token)
            if payload is None:
                raise HTTPException(401)
            return payload
        """,
    "a verified token, a return of nothing when it fails, and a check": """
        oauth = OAuth2PasswordBearer(tokenUrl="token")
        def decode(token):
            try:
                return jwt.decode(token, SECRET, algorithms=["HS256"])
            except jwt.PyJWTError:
                return
        def user(token: str = Depends(oauth)):
            payload = decode(token)
            if not payload:
                raise HTTPException(401)
            return payload
        """,
    "a token that is decrypted": """
        from jose import jwe
        def user(token: str = Security(APIKeyHeader(name="X-Token"))):
            return jwe.decrypt(token, SECRET)
        """,
    "a token that is sent in a form": """
        def user(user_id: str = Form(...), token: str = Form(...)):
            row = find(user_id)
            if row is None or row.token != token:
                raise HTTPException(401)
            return user_id
        """,
    "a name that anybody may know and a password": """
        def fits(request):
            name = request.query_params.get("username", "")
            word = request.query_params.get("password", "")
            is_name = secrets.compare_digest(name.encode(), os.environ["NAME"].encode())
            is_word = secrets.compare_digest(word.encode(), SECRET.encode())
            return is_name and is_word
        def user(request: Request):
            if not fits(request):
                raise HTTPException(401)
        """,
    "an optional scheme with a check and a decoding": """
        bearer = HTTPBearer(auto_error=False)
        def user(given: Optional[HTTPAuthorizationCredentials] = Depends(bearer)):
            if given is None:
                raise HTTPException(401)
            return jwt.decode(given.credentials, SECRET, algorithms=["HS256"])
        """,
    "a constant compared": """
        key = APIKeyHeader(name="X-API-Key")
        def user(given: str = Security(key)):
            if given != SECRET:
                raise HTTPException(403)
        """,
    "a constant compared in constant time": """
        basic = HTTPBasic()
        def user(given=Depends(basic)):
            if not secrets.compare_digest(given.password, SECRET):
                raise HTTPException(401)
        """,
    "a header compared": """
        def user(x_token: Annotated[str, Header()]):
            if x_token != SECRET:
                raise HTTPException(status_code=400, detail="X-Token header invalid")
        """,
    "an instance with __call__": """
        class Guard:
            def __init__(self, role, auto_error=True):
                self.role, self.auto_error = role, auto_error
            def __call__(self, request: Request):
                token = request.headers.get("Authorization")
                if not token or token != SECRET:
                    if self.auto_error:
                        raise HTTPException(401)
                    return None
                return token
        user = Guard("admin")
        """,
    "a closure of a factory": """
        oauth = OAuth2PasswordBearer(tokenUrl="token")
        def current(token: str = Depends(oauth)):
            return jwt.decode(token, SECRET, algorithms=["HS256"])
        def require(*roles):
            async def inner(user=Depends(current)):
                if user["role"] not in roles:
                    raise HTTPException(403)
                return user
            return inner
        user = require("admin")
        """,
    "a class with a constructor": """
        oauth = OAuth2PasswordBearer(tokenUrl="token")
        class user:
            def __init__(self, token: str = Depends(oauth)):
                self.claims = jwt.decode(token, SECRET, algorithms=["HS256"])
        """,
    "a bound method": """
        class Service:
            bearer = HTTPBearer()
            def check(self, given=Depends(bearer)):
                if given.credentials != SECRET:
                    raise HTTPException(401)
        user = Service().check
        """,
    "a user from the database, checked": """
        oauth = OAuth2PasswordBearer(tokenUrl="token")
        def user(db=None, token: str = Depends(oauth)):
            found = db.query("users").filter_by(token=token).first()
            if not found:
                raise HTTPException(401)
            return found
        """,
    "a session looked up": """
        SESSIONS = {}
        def user(session_id: str | None = Cookie(None)):
            if session_id not in SESSIONS:
                raise HTTPException(401)
            return SESSIONS[session_id]
        """,
}

PUBLIC = {
    "nothing asked": """
        def user(): return {"name": "anyone"}
        """,
    "a plain query parameter": """
        def user(q: str = ""): return q
        """,
    "an optional scheme without a check": """
        bearer = HTTPBearer(auto_error=False)
        def user(given=Depends(bearer)): return given
        """,
    "a decoded token that nobody checks": """
        oauth = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)
        def user(token: str | None = Depends(oauth)):
            if token is None:
                return None
            try:
                return jwt.decode(token, SECRET, algorithms=["HS256"])
            except jwt.PyJWTError:
                return None
        """,
    "a user that may be None": """
        def user(request: Request):
            token = request.cookies.get("session")
            if not token or token != SECRET:
                return None
            return {"name": "me"}
        """,
    "an instance made optional": """
        class Guard:
            def __init__(self, auto_error=True):
                self.auto_error = auto_error
            def __call__(self, request: Request):
                token = request.headers.get("Authorization")
                if token != SECRET:
                    if self.auto_error:
                        raise HTTPException(401)
                    return None
                return token
        user = Guard(auto_error=False)
        """,
    "a feature switch": """
        FEATURE = False
        def user():
            if not FEATURE:
                raise HTTPException(403, "this feature is off")
        """,
    "a setting that is off": """
        AUTH_ENABLED = False
        bearer = HTTPBearer(auto_error=False)
        def user(given=Depends(bearer)):
            if not AUTH_ENABLED:
                return None
            if given is None or given.credentials != SECRET:
                raise HTTPException(401)
        """,
    "a setting of a settings class that is off": """
        from pydantic_settings import BaseSettings
        class Settings(BaseSettings):
            auth_enabled: bool = False
        settings = Settings()
        def user(request: Request):
            if settings.auth_enabled and request.headers.get("X-Key") != SECRET:
                raise HTTPException(401)
        """,
    "a guard in a try that swallows": """
        def check(request):
            if request.headers.get("Authorization") != SECRET:
                raise HTTPException(401)
        def user(request: Request):
            try:
                check(request)
            except HTTPException:
                return None
        """,
}

UNVERIFIED = {
    "a scheme alone": """
        user = OAuth2PasswordBearer(tokenUrl="token")
        """,
    "a scheme and a look at its presence": """
        key = APIKeyHeader(name="X-Key")
        def user(given: str = Depends(key)):
            if not given:
                raise HTTPException(401)
            return given
        """,
    "a token decoded without verification": """
        oauth = OAuth2PasswordBearer(tokenUrl="token")
        def user(token: str = Depends(oauth)):
            return jwt.decode(token, options={"verify_signature": False})
        """,
    "a failure that becomes nobody": """
        oauth = OAuth2PasswordBearer(tokenUrl="token")
        def user(token: str = Depends(oauth)):
            try:
                return jwt.decode(token, SECRET, algorithms=["HS256"])
            except jwt.PyJWTError:
                return None
        """,
}


@pytest.mark.parametrize("guard", PROTECTED.values(), ids=PROTECTED)
def test_protected(judge: Judge, guard: str) -> None:
    verdict = judge(textwrap.dedent(guard) + HANDLER)["/x"]
    assert verdict.protection == "protected", verdict.reason
    assert verdict.evidence
    assert not verdict.is_unverified


@pytest.mark.parametrize("guard", PUBLIC.values(), ids=PUBLIC)
def test_public(judge: Judge, guard: str) -> None:
    verdict = judge(textwrap.dedent(guard) + HANDLER)["/x"]
    assert (verdict.protection, verdict.is_unverified) == ("public", False), verdict.reason
    assert verdict.reason


@pytest.mark.parametrize("guard", UNVERIFIED.values(), ids=UNVERIFIED)
def test_credentials_that_nobody_verifies_protect_nothing(judge: Judge, guard: str) -> None:
    verdict = judge(textwrap.dedent(guard) + HANDLER)["/x"]
    assert (verdict.protection, verdict.is_unverified) == ("public", True), verdict.reason


UNDECIDED = {
    "a test around": """
        if strict():
            if request.headers.get("Authorization") != SECRET:
                raise HTTPException(401)
        """,
    "a test that leaves": """
        if not strict():
            return None
        if request.headers.get("Authorization") != SECRET:
            raise HTTPException(401)
        """,
    "both in one test": """
        if strict() and request.headers.get("Authorization") != SECRET:
            raise HTTPException(401)
        """,
}


@pytest.mark.parametrize("body", UNDECIDED)
def test_what_nothing_decides_is_unknown(judge: Judge, body: str) -> None:
    code = textwrap.indent(textwrap.dedent(UNDECIDED[body]), "    ")
    verdict = judge(f"from company import strict\ndef user(request: Request):\n{code}\n{HANDLER}")["/x"]
    assert verdict.protection == "unknown"
    assert "strict()" in verdict.reason


GUARD = """
def guard(request: Request):
    if request.headers.get("Authorization") != SECRET:
        raise HTTPException(401)
"""


@pytest.mark.parametrize(
    ("level", "code"),
    [
        ("app", "app = FastAPI(dependencies=[Depends(guard)])\n@app.get('/x')\ndef x(): ..."),
        ("router", "r = APIRouter(dependencies=[Depends(guard)])\n@r.get('/x')\ndef x(): ...\napp.include_router(r)"),
        (
            "include",
            "r = APIRouter()\n@r.get('/x')\ndef x(): ...\napp.include_router(r, dependencies=[Depends(guard)])",
        ),
        ("route", "@app.get('/x', dependencies=[Depends(guard)])\ndef x(): ..."),
        ("parameter", "@app.get('/x')\ndef x(u=Depends(guard)): ..."),
    ],
)
def test_a_guard_of_any_level_protects_and_the_evidence_leads_to_it(judge: Judge, level: str, code: str) -> None:
    verdict = judge(f"{GUARD}\n{code}\n")["/x"]
    assert verdict.is_protected
    attached, refused = verdict.evidence
    assert f"{level} dependency `main:guard`" in attached.message
    text = (IMPORTS + f"{GUARD}\n{code}\n").splitlines()
    assert "Depends(guard)" in text[attached.span.start_line - 1]
    assert "HTTPException(401)" in text[refused.span.start_line - 1]


def test_scopes_are_told(judge: Judge) -> None:
    verdict = judge(
        """
        oauth = OAuth2PasswordBearer(tokenUrl="token")
        def user(scopes: SecurityScopes, token: str = Depends(oauth)):
            payload = jwt.decode(token, SECRET, algorithms=["HS256"])
            for scope in scopes.scopes:
                if scope not in payload["scopes"]:
                    raise HTTPException(403)
        @app.get("/x")
        def x(user=Security(user, scopes=["me", "items"])): ...
        """
    )["/x"]
    assert verdict.is_protected
    assert verdict.scopes == ("me", "items")


def test_a_mounted_application_is_without_its_parents_dependencies(judge: Judge) -> None:
    verdicts = judge(
        GUARD
        + """
app = FastAPI(dependencies=[Depends(guard)])
inner = FastAPI()
@app.get("/outer")
def outer(): ...
@inner.get("/x")
def x(): ...
app.mount("/inner", inner)
"""
    )
    assert verdicts["/outer"].is_protected
    assert verdicts["/inner/x"].is_public


MIDDLEWARE = {
    "a function": """
        @app.middleware("http")
        async def check(request: Request, call_next):
            if request.url.path in ("/open", "/health"):
                return await call_next(request)
            if request.headers.get("Authorization") != SECRET:
                return JSONResponse({"detail": "no"}, status_code=401)
            return await call_next(request)
        """,
    "a class": """
        OPEN = {"/open"}
        class Check(BaseHTTPMiddleware):
            async def dispatch(self, request, call_next):
                if request.url.path not in OPEN:
                    token = request.headers.get("Authorization")
                    if token is None or token != SECRET:
                        return JSONResponse(status_code=401, content={})
                return await call_next(request)
        app.add_middleware(Check)
        """,
    "a class with arguments": """
        class Check(BaseHTTPMiddleware):
            def __init__(self, app, public=()):
                super().__init__(app)
                self.public = public
            async def dispatch(self, request, call_next):
                if request.url.path.startswith(tuple(self.public)):
                    return await call_next(request)
                if request.headers.get("Authorization") != SECRET:
                    return JSONResponse(status_code=401, content={})
                return await call_next(request)
        app.add_middleware(Check, public=["/open"])
        """,
}


@pytest.mark.parametrize("middleware", MIDDLEWARE.values(), ids=MIDDLEWARE)
def test_middleware_refuses_except_where_it_lets_pass(judge: Judge, middleware: str) -> None:
    verdicts = judge(
        textwrap.dedent(middleware)
        + """
@app.get("/open")
def open_(): ...
@app.get("/x")
def x(): ...
"""
    )
    assert verdicts["/x"].is_protected
    assert "middleware" in verdicts["/x"].evidence[0].message
    assert verdicts["/open"].is_public


def test_middleware_with_a_loop_over_its_arguments(judge: Judge) -> None:
    text = textwrap.dedent(MIDDLEWARE["a class with arguments"]).replace(
        "request.url.path.startswith(tuple(self.public))", "any(request.url.path.startswith(p) for p in self.public)"
    )
    verdicts = judge(f"{text}\n@app.get('/open')\n@app.get('/x')\ndef x(): ...\n")
    assert verdicts["/open"].is_public
    assert verdicts["/x"].is_protected


def test_middleware_that_is_added_under_a_condition_is_no_certain_guard(judge: Judge) -> None:
    code = """
        class Check(BaseHTTPMiddleware):
            async def dispatch(self, request, call_next):
                if request.headers.get("Authorization") != SECRET:
                    return JSONResponse({}, status_code=401)
                return await call_next(request)
        if os.getenv("SECURE") == "true":
            app.add_middleware(Check)
            @app.get("/there")
            def there(): ...
        @app.get("/x")
        def x(): ...
        """
    verdicts = judge(code)
    assert verdicts["/x"].protection == "unknown"
    assert verdicts["/x"].reason == "whether it refuses depends on `os.getenv('SECURE') == 'true'`"
    assert verdicts["/there"].is_protected


def test_middleware_that_only_looks_protects_nothing(judge: Judge) -> None:
    verdicts = judge(
        """
        @app.middleware("http")
        async def log(request: Request, call_next):
            token = request.headers.get("Authorization")
            print(token)
            response = await call_next(request)
            return response
        @app.get("/x")
        def x(): ...
        """
    )
    assert verdicts["/x"].is_public


def test_a_user_left_by_middleware_and_checked_by_the_dependency(judge: Judge) -> None:
    verdicts = judge(
        """
        @app.middleware("http")
        async def load(request: Request, call_next):
            request.state.user = None
            token = request.headers.get("Authorization")
            if token == SECRET:
                request.state.user = {"name": "me"}
            return await call_next(request)
        def user(request: Request):
            if request.state.user is None:
                raise HTTPException(401)
            return request.state.user
        def maybe(request: Request):
            return request.state.user
        @app.get("/x")
        def x(user=Depends(user)): ...
        @app.get("/y")
        def y(user=Depends(maybe)): ...
        """
    )
    assert verdicts["/x"].is_protected
    assert verdicts["/y"].is_public


def test_a_check_in_a_function_inside_the_handler(judge: Judge) -> None:
    verdicts = judge(
        """
        scheme = APIKeyHeader(name="X-API-Key", auto_error=False)
        def client(key):
            if key is None or key != SECRET:
                raise HTTPException(401)
        def transaction(function):
            return function
        @app.post("/inside")
        def inside(text: str, key=Depends(scheme)):
            @transaction
            def store(session):
                client(key)
                session.add(text)
            return store(open_session())
        @app.post("/beside")
        def beside(text: str, key=Depends(scheme)):
            def store(session):
                session.add(text)
                if text == "":
                    raise HTTPException(401)
            return store(open_session())
        @app.post("/never")
        def never(text: str, key=Depends(scheme)):
            def store(session):
                client(key)
            return text
        """
    )
    assert verdicts["/inside"].is_protected
    assert verdicts["/beside"].is_public
    assert verdicts["/never"].is_public


PROXIES = """
def by_request(request: Request):
    user = request.headers.get("{name}")
    if not user:
        raise HTTPException(401)
    return user
def by_header(user: str = Header(alias="{name}")):
    return user
def by_either(request: Request):
    key = request.headers.get("X-API-Key")
    if key and key == SECRET:
        return key
    return by_request(request)
@app.post("/request", dependencies=[Depends(by_request)])
def a(): ...
@app.post("/header", dependencies=[Depends(by_header)])
def b(): ...
@app.post("/either", dependencies=[Depends(by_either)])
def c(): ...
inner = FastAPI()
@inner.middleware("http")
async def known(request: Request, call_next):
    if not request.headers.get("{name}"):
        return JSONResponse({{}}, 401)
    return await call_next(request)
@inner.post("/middleware")
def d(): ...
"""


@pytest.mark.parametrize("name", ["X-Forwarded-User", "remote-user", "X-Auth-Request-Email", "X-MS-CLIENT-PRINCIPAL"])
def test_whether_a_proxy_names_the_caller_is_not_known(judge: Judge, name: str) -> None:
    verdicts = judge(PROXIES.format(name=name))
    assert {path: verdict.protection for path, verdict in verdicts.items()} == dict.fromkeys(verdicts, "unknown")
    assert "header that proxies set" in verdicts["/middleware"].reason


@pytest.mark.parametrize("name", ["X-User-Id", "X-Forwarded-For", "X-Forwarded-Host"])
def test_a_header_that_no_proxy_vouches_for_names_nobody(judge: Judge, name: str) -> None:
    verdicts = judge(PROXIES.format(name=name))
    assert verdicts["/header"].is_public
    assert verdicts["/middleware"].is_public


def test_a_check_in_the_handler(judge: Judge) -> None:
    verdicts = judge(
        """
        def maybe(request: Request):
            return {"name": "me"} if request.headers.get("Authorization") == SECRET else None
        @app.get("/x")
        def x(user=Depends(maybe)):
            if user is None:
                raise HTTPException(401)
            return user
        @app.get("/y")
        def y(user=Depends(maybe)):
            return user or "guest"
        @app.get("/z")
        def z(request: Request):
            if request.headers.get("X-API-Key") != SECRET:
                raise HTTPException(403)
        @app.get("/w/{id}")
        def w(id: int, user=Depends(maybe)):
            if id > 10:
                raise HTTPException(404)
        """
    )
    assert [verdicts[path].protection.value for path in ("/x", "/y", "/z", "/w/{id}")] == [
        "protected", "public", "protected", "public",
    ]  # fmt: skip


KEPT = {
    "a setting": ("if token != settings.token:\n raise HTTPException(401)", "protected"),
    "in constant time": ("if not secrets.compare_digest(token, SECRET):\n raise HTTPException(403)", "protected"),
    "a variable": ("wanted = os.environ['T']\nif token != wanted:\n raise HTTPException(401)", "protected"),
    "one of several": ("if token not in settings.tokens:\n raise HTTPException(401)", "protected"),
    "an answer": ("if token != settings.token:\n return JSONResponse({}, status_code=401)", "protected"),
    "what else it does": ("if token == settings.token:\n return 1\nelse:\n raise HTTPException(401)", "protected"),
    "not always": ("if settings.strict and token != settings.token:\n raise HTTPException(401)", "public"),
    "something that is not there": ("if token != settings.token:\n raise HTTPException(404)", "public"),
    "a row": ("row = db.find(token=token)\nif row is None or row.token != token:\n raise HTTPException(401)", "public"),
    "a query": ("if not db.find(Invite.token == token):\n raise HTTPException(401)", "public"),
    "another parameter": ("if name is None and token:\n raise HTTPException(401)", "public"),
    "itself": ("if token != token.strip():\n raise HTTPException(401)", "public"),
}


@pytest.mark.parametrize("what", KEPT)
def test_a_parameter_that_is_compared_with_what_the_server_keeps(judge: Judge, what: str) -> None:
    body, wanted = KEPT[what]
    code = (
        "from company import db, settings, Invite\n@app.post('/x')\ndef x(token: str, name: str | None = None):\n"
        + textwrap.indent(body, "  ")
    )
    assert judge(code)["/x"].protection == wanted


def test_a_login_is_there_for_everyone(judge: Judge) -> None:
    verdicts = judge(
        """
        from fastapi.security import OAuth2PasswordRequestForm
        def find(name, password): ...
        @app.post("/login")
        def login(form: OAuth2PasswordRequestForm = Depends()):
            user = find(form.username, form.password)
            if user is None:
                raise HTTPException(401)
            return {"token": "t"}
        """
    )
    assert verdicts["/login"].is_public


def test_fastapi_users(judge: Judge) -> None:
    verdicts = judge(
        """
        from fastapi_users import FastAPIUsers
        users = FastAPIUsers(None, [])
        current = users.current_user()
        maybe = users.current_user(optional=True)
        @app.get("/x")
        def x(user=Depends(current)): ...
        @app.get("/y")
        def y(user=Depends(maybe)): ...
        @app.get("/z")
        def z(user=Depends(users.current_user(active=True, superuser=True))): ...
        """
    )
    assert [verdicts[path].protection.value for path in ("/x", "/y", "/z")] == ["protected", "public", "protected"]


def test_who_may_ask_a_graphql_router_is_decided_in_its_schema(judge: Judge) -> None:
    verdicts = judge("""
        from strawberry.fastapi import GraphQLRouter
        def user(token: str = Header()):
            if not secrets.compare_digest(token, SECRET):
                raise HTTPException(401)
        app.include_router(GraphQLRouter(schema, "/open"))
        app.include_router(GraphQLRouter(schema, "/guarded", dependencies=[Depends(user)]))
        """)
    assert {path: verdict.protection for path, verdict in verdicts.items()} == {
        "/open": Protection.UNKNOWN, "/guarded": Protection.PROTECTED,
    }  # fmt: skip
    assert "GraphQL schema" in verdicts["/open"].reason


def test_websockets(judge: Judge) -> None:
    verdicts = judge(
        """
        from fastapi import Query, WebSocketException
        async def token(websocket: WebSocket, token: str | None = Query(None)):
            if token != SECRET:
                raise WebSocketException(code=1008)
        @app.websocket("/guarded")
        async def guarded(websocket: WebSocket, t=Depends(token)):
            await websocket.accept()
        @app.websocket("/closing")
        async def closing(websocket: WebSocket):
            if websocket.query_params.get("token") != SECRET:
                await websocket.close(code=1008)
                return
            await websocket.accept()
        @app.websocket("/open")
        async def open_(websocket: WebSocket):
            await websocket.accept()
        """
    )
    assert [verdicts[path].protection.value for path in ("/guarded", "/closing", "/open")] == [
        "protected", "protected", "public",
    ]  # fmt: skip


def test_what_a_project_declares_to_be_a_guard_is_one(judge: Judge) -> None:
    text = "from company_auth import guard\n@app.get('/x', dependencies=[Depends(guard)])\ndef x(): ...\n"
    assert not judge(text)["/x"].is_protected
    assert judge(text, Declared(auth_dependencies=("company_auth.guard",)))["/x"].is_protected


def test_whether_an_application_asks_for_credentials_at_all() -> None:
    for code, expected in (
        (GUARD + "@app.get('/x', dependencies=[Depends(guard)])\n", True),
        ("@app.get('/x')\n", False),
    ):
        project = linked(f"{IMPORTS}{code}def x(): ...\n@app.get('/y')\ndef y(): ...\n")
        coverage = Insights(project, {Declared: Declared()}).get(AuthCoverage)
        assert coverage.has_any(project.apps[0]) is expected


def test_dependencies_that_are_not_known_leave_the_route_unknown(judge: Judge) -> None:
    verdicts = judge(
        """
        from company import GUARDS
        router = APIRouter(dependencies=GUARDS)
        @router.get("/x")
        def x(): ...
        app.include_router(router)
        """
    )
    assert verdicts["/x"].protection == "unknown"


def test_a_websocket_that_asks_for_a_token_in_its_first_message(judge: Judge) -> None:
    verdicts = judge(
        """
        import json
        @app.websocket("/json")
        async def first(websocket: WebSocket):
            await websocket.accept()
            hello = await websocket.receive_json()
            if hello.get("token") not in TOKENS:
                await websocket.close(code=1008)
                return
            await websocket.send_text("in")
        @app.websocket("/text")
        async def text(websocket: WebSocket):
            await websocket.accept()
            hello = json.loads(await websocket.receive_text())
            await check(hello)
            await websocket.send_text("in")
        async def check(hello):
            try:
                jwt.decode(hello["token"], SECRET, algorithms=["HS256"])
            except jwt.PyJWTError:
                raise HTTPException(401)
        @app.websocket("/chat")
        async def chat(websocket: WebSocket):
            await websocket.accept()
            while True:
                message = await websocket.receive_json()
                room = ROOMS.get(message["room"])
                if room is None:
                    await websocket.close()
                    return
                await room.send(message["text"])
        """
    )
    assert verdicts["/json"].is_protected
    assert verdicts["/text"].is_protected
    assert verdicts["/chat"].is_public


def test_a_dependency_that_looks_at_the_path_or_method_is_tried_for_each_route(judge: Judge) -> None:
    verdicts = judge(
        """
        OPEN = ("/health", "/ping")
        class Guard:
            async def __call__(self, request: Request, given=Depends(HTTPBasic(auto_error=False))):
                path = request.scope.get("path", request.url.path)
                if path in OPEN or path.startswith("/auth"):
                    return
                if given is None or given.password != SECRET:
                    raise HTTPException(401)
        def writes(request: Request, guard=Depends(Guard())):
            return guard
        def changes(request: Request):
            if request.method in ("GET", "HEAD"):
                return
            if request.headers.get("Authorization") != SECRET:
                raise HTTPException(401)
        api = APIRouter(dependencies=[Depends(writes)])
        @api.get("/health")
        def health(): ...
        @api.post("/auth")
        def auth(): ...
        @api.get("/items/{item}")
        def item(): ...
        app.include_router(api)
        @app.get("/read", dependencies=[Depends(changes)])
        def read(): ...
        @app.post("/write", dependencies=[Depends(changes)])
        def write(): ...
        @app.api_route("/both", methods=["GET", "POST"], dependencies=[Depends(changes)])
        def both(): ...
        """
    )
    assert verdicts["/health"].is_public
    assert verdicts["/auth"].is_public
    assert verdicts["/items/{item}"].is_protected
    assert verdicts["/read"].is_public
    assert verdicts["/write"].is_protected
    assert verdicts["/both"].protection == "unknown"


def test_values_that_travel_together_stay_apart(judge: Judge) -> None:
    verdicts = judge(
        """
        bearer = HTTPBearer(auto_error=False)
        def optional(credentials=Depends(bearer)):
            if credentials is None:
                return None, False
            return find(credentials.credentials), True
        def required(found=Depends(optional)):
            user, was_sent = found
            if user is None:
                raise HTTPException(403 if was_sent else 401)
            return user
        def second(found=Depends(optional)):
            if found[0] is None:
                raise HTTPException(401)
        @app.get("/unpacked")
        def unpacked(user=Depends(required)): ...
        @app.get("/indexed")
        def indexed(user=Depends(second)): ...
        @app.get("/optional")
        def loose(user=Depends(optional)): ...
        """
    )
    assert verdicts["/unpacked"].is_protected
    assert verdicts["/indexed"].is_protected
    assert verdicts["/optional"].is_public


def test_a_context_with_the_credentials_that_the_handler_hands_on(judge: Judge) -> None:
    verdicts = judge(
        """
        class Context:
            def __init__(self, token):
                self._token = token
            def enforce(self):
                if self._token is None or not known(self._token):
                    raise HTTPException(403)
        class Auth:
            async def __call__(self, credentials=Depends(HTTPBearer(auto_error=False))):
                return Context(credentials.credentials if credentials is not None else None)
        async def forward(item, context: Context):
            context.enforce()
            return item
        @app.get("/handed")
        async def handed(item: str, context: Annotated[Context, Depends(Auth())]):
            return await forward(item, context)
        @app.get("/sometimes")
        async def sometimes(item: str, context: Annotated[Context, Depends(Auth())]):
            service = await load(item)
            if service.is_private:
                context.enforce()
            return item
        @app.get("/ignored")
        async def ignored(item: str, context: Annotated[Context, Depends(Auth())]):
            return item
        """
    )
    assert verdicts["/handed"].is_protected
    assert verdicts["/sometimes"].protection == "unknown"
    assert "service.is_private" in verdicts["/sometimes"].reason
    assert verdicts["/ignored"].is_public


def test_a_test_over_every_open_path(judge: Judge) -> None:
    verdicts = judge(
        """
        OPEN = ["/open", "/docs"]
        @app.middleware("http")
        async def check(request: Request, call_next):
            if any(request.url.path.startswith(path) for path in OPEN):
                return await call_next(request)
            if all(request.url.path != path for path in ("/late",)) and request.headers.get("X-Key") != SECRET:
                return JSONResponse({}, status_code=401)
            return await call_next(request)
        @app.get("/open")
        @app.get("/late")
        @app.get("/x")
        def x(): ...
        """
    )
    assert {path for path, verdict in verdicts.items() if verdict.is_protected} == {"/x"}


def test_a_guard_in_a_list_that_is_made_under_a_condition_is_no_certain_one(judge: Judge) -> None:
    verdicts = judge(
        GUARD
        + textwrap.dedent("""
        def make(secured, other):
            deps, more = [], []
            if secured:
                deps.append(Depends(guard))
                more += [Depends(guard)]
            router = APIRouter(dependencies=deps)
            @router.get("/appended")
            def appended(): ...
            app.include_router(router)
            app.include_router(router, prefix="/always", dependencies=[Depends(guard)])
            @app.get("/added", dependencies=more)
            def added(): ...
            @app.get("/chosen", dependencies=[Depends(guard)] if secured else [])
            def chosen(): ...
            if secured:
                @app.get("/there", dependencies=deps)
                def there(): ...
        make(os.getenv("SECURED") == "1", 2)
        """)
    )
    told = {path: str(verdict.protection) for path, verdict in verdicts.items()}
    assert told == {
        "/appended": "unknown", "/always/appended": "protected", "/added": "unknown", "/chosen": "unknown",
        "/there": "protected",
    }  # fmt: skip


CALLED_BY_HAND = {
    "a scheme and what it gives": """
        scheme = APIKeyHeader(name="x-key", auto_error=False)
        async def user(request: Request):
            key = await scheme(request)
            if key is None or key != SECRET:
                raise HTTPException(401)
        """,
    "a scheme of a class": """
        class Auth:
            scheme = APIKeyHeader(name="x-key", auto_error=False)
            async def user(self, request: Request):
                if await self.scheme(request) != SECRET:
                    raise HTTPException(401)
        user = Auth().user
        """,
    "an object": """
        class Checker:
            async def __call__(self, request: Request):
                if request.headers.get("X-API-KEY") != SECRET:
                    raise HTTPException(401)
        async def user(request: Request):
            check = Checker()
            return await check(request)
        """,
}


@pytest.mark.parametrize("guard", CALLED_BY_HAND.values(), ids=CALLED_BY_HAND)
def test_what_code_calls_itself_does_as_it_does_for_fastapi(judge: Judge, guard: str) -> None:
    verdict = judge(textwrap.dedent(guard) + HANDLER)["/x"]
    assert verdict.is_protected, verdict.reason


def test_a_scheme_that_is_called_by_hand_verifies_nothing(judge: Judge) -> None:
    guard = "async def user(request: Request): return await HTTPBearer()(request)\n"
    verdict = judge(guard + HANDLER)["/x"]
    assert (verdict.protection, verdict.is_unverified) == ("public", True)


def test_middleware_that_an_unknown_switch_turns_off_is_not_certain(judge: Judge) -> None:
    verdicts = judge(
        """
        from company import enabled, crowded
        class Check(BaseHTTPMiddleware):
            async def dispatch(self, request, call_next):
                if not enabled():
                    return await call_next(request)
                if request.headers.get("Authorization") != SECRET:
                    return JSONResponse({}, status_code=401)
                return await call_next(request)
        class Limit(BaseHTTPMiddleware):
            async def dispatch(self, request, call_next):
                if crowded():
                    return JSONResponse({}, status_code=429)
                return await call_next(request)
        app.add_middleware(Check)
        @app.get("/x")
        def x(): ...
        other = FastAPI()
        other.add_middleware(Limit)
        @other.get("/y")
        def y(): ...
        """
    )
    assert verdicts["/x"].protection == "unknown"
    assert "not enabled()" in verdicts["/x"].reason
    assert verdicts["/y"].is_public


def test_what_is_not_tried_to_its_end_is_not_known(judge: Judge) -> None:
    deep = "\n".join(f"def f{n}(key): return f{n + 1}(key)" for n in range(14))
    check = "def f14(key):\n    if key != SECRET:\n        raise HTTPException(401)\n"
    user = "def user(key: str | None = Security(APIKeyHeader(name='k', auto_error=False))): return f0(key)\n"
    verdict = judge(f"{deep}\n{check}\n{user}{HANDLER}")["/x"]
    assert verdict.protection == "unknown"
    assert "more code than is tried" in verdict.reason


def test_a_dependency_is_weighed_without_what_it_depends_on(judge: Judge) -> None:
    verdicts = judge(
        """
        from company import database, multiuser
        def workspace():
            if database.workspace() is None:
                raise HTTPException(400)
        def tenant(workspace=Depends(workspace)):
            if database.tenant(workspace) is None:
                raise HTTPException(400)
        @app.get("/open")
        def opened(tenant=Depends(tenant)): ...
        def user(request: Request):
            if not multiuser():
                return database.system
            if request.headers.get("Authorization") != SECRET:
                raise HTTPException(401)
            return database.user
        def admin(user=Depends(user)):
            if not user.is_admin:
                raise HTTPException(403)
        @app.get("/admin")
        def administrated(admin=Depends(admin)): ...
        """
    )
    assert verdicts["/open"].is_public, verdicts["/open"].reason
    assert verdicts["/admin"].protection == "unknown"


def test_the_reason_does_not_depend_on_what_was_tried_before() -> None:
    code = """
        from company import odd, even
        def check(key):
            if odd() and key != SECRET:
                raise HTTPException(401)
            return key
        def first(request: Request): return check(request.headers.get("key"))
        def second(request: Request):
            if even(request):
                return None
            return check(request.headers.get("key"))
        @app.get("/first")
        def a(user=Depends(first)): ...
        @app.get("/second")
        def b(user=Depends(second)): ...
        """
    project = linked(IMPORTS + textwrap.dedent(code))
    routes = list(project.routes)
    told = []
    for order in (routes, routes[::-1]):
        coverage = Insights(project, {Declared: Declared()}).get(AuthCoverage)
        told.append({route.path: coverage.of(route).reason for route in order})
    assert told[0] == told[1]
    assert "odd()" in told[0]["/first"]


def test_what_is_made_with_a_guard_has_it_wherever_it_is(judge: Judge) -> None:
    verdicts = judge("""
        def check(x_api_key: str = Header()):
            if x_api_key != SECRET:
                raise HTTPException(401)
        def build(mode, is_open):
            if mode:
                main = FastAPI(dependencies=[Depends(check)])
            else:
                main = FastAPI(docs_url=None, dependencies=[Depends(check)])
            @main.post("/guarded")
            def a(): ...
            guards = []
            if not is_open:
                guards.append(Depends(check))
            router = APIRouter(dependencies=guards)
            @router.post("/doubtful")
            def b(): ...
            app.include_router(router)
            return main
        """)
    assert verdicts["/guarded"].is_protected
    assert verdicts["/doubtful"].protection == "unknown"
