"""What the defaults of settings make of guards, and what is said of it."""

from __future__ import annotations

import textwrap

import pytest

from fastlint.analyse import analyse_text
from fastlint.insight import Insights
from fastlint.insight.auth import AuthCoverage, Coverage
from fastlint.insight.declared import Declared
from fastlint.ir.nodes import ModuleIR
from fastlint.link.project import link
from fastlint.source.read import Source

APP = """\
import os
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware
app = FastAPI()
@app.post("/x")
def x(): ...
class Check(BaseHTTPMiddleware):
    def __init__(self, app, key=""):
        super().__init__(app)
        self.is_on = os.getenv("AUTH", "{default}") == "on"
        self.key = key
    async def dispatch(self, request, call_next):
        if not self.is_on:
            return await call_next(request)
        if request.headers.get("authorization") != self.key:
            return JSONResponse({{}}, status_code=401)
        return await call_next(request)
app.add_middleware(Check, key=os.environ["KEY"])
"""


def verdict(text: str) -> Coverage:
    ir = analyse_text(Source(text))
    assert isinstance(ir, ModuleIR), ir
    project = link({"main.py": ir})
    coverage = Insights(project, {Declared: Declared()}).get(AuthCoverage)
    (route,) = project.routes
    return coverage.of(route)


def test_middleware_that_is_off_by_its_own_default() -> None:
    found = verdict(APP.format(default="off"))
    assert found.is_public
    assert found.off is not None
    assert (found.off.guard, found.off.switch.setting, found.off.switch.span.start_line) == ("Check", "AUTH", 19)
    assert "`AUTH`" in found.reason


def test_middleware_that_is_on_by_its_own_default() -> None:
    found = verdict(APP.format(default="on"))
    assert found.is_protected
    assert found.off is None


def test_middleware_that_is_left_out() -> None:
    text = APP.format(default="on").replace("app.add", 'if os.getenv("GUARD", "no") == "yes":\n    app.add')
    found = verdict(text)
    assert found.is_public
    assert found.off is not None
    assert (found.off.guard, found.off.switch.setting) == ("Check", "GUARD")


def test_middleware_that_hands_on_whichever_way_it_takes() -> None:
    body = """
        @app.middleware("http")
        async def noted(request, call_next):
            if not settings.is_on:
                return await call_next(request)
            user = request.headers.get("authorization")
            {then}
            answer = await call_next(request)
            answer.headers["x-user"] = user
            return answer
        """
    start = APP.partition("class Check")[0]
    assert verdict(start + textwrap.dedent(body.format(then="pass"))).is_public
    refusing = "if not known(user): return JSONResponse({}, status_code=401)"
    assert not verdict(start + textwrap.dedent(body.format(then=refusing))).is_public


LISTS = {
    "a list that is chosen": """
        app = FastAPI(dependencies=[Depends(check)] if WANTED == "on" else [])
        """,
    "a list of an inclusion": """
        app = FastAPI()
        app.include_router(router, dependencies=[] if WANTED != "on" else [Depends(check)])
        """,
    "a list of a router": """
        router = APIRouter(dependencies=[Depends(check)] if WANTED == "on" else [])
        app = FastAPI()
        """,
    "a list that grows": """
        guards = []
        if WANTED == "on":
            guards.append(Depends(check))
        app = FastAPI(dependencies=guards)
        """,
    "a list that another takes the place of": """
        guards = []
        if WANTED == "on":
            guards = [Depends(check)]
        app = FastAPI(dependencies=guards)
        """,
    "a list of the route": """
        app = FastAPI()
        guards = [Depends(check)] if WANTED == "on" else []
        """,
}


@pytest.mark.parametrize("code", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("default", ["on", "off"])
def test_dependencies_that_are_left_out(code: str, default: str) -> None:
    text = f"""
import os
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException
WANTED = os.getenv("AUTH", "{default}")
router = APIRouter()
guards = []
def check(authorization: str = Header("")):
    if authorization != os.environ["KEY"]:
        raise HTTPException(401)
{textwrap.dedent(code)}
@router.post("/x", dependencies=guards)
def x(): ...
{"" if "include_router" in code else "app.include_router(router)"}
"""
    found = verdict(text)
    if default == "on":
        assert found.is_protected
        return
    assert found.is_public
    assert found.off is not None
    assert (found.off.guard, found.off.switch.setting) == ("check", "AUTH")


def test_a_dependency_that_is_left_out_and_no_guard() -> None:
    found = verdict("""
import os
from fastapi import Depends, FastAPI
def session(): ...
app = FastAPI(dependencies=[Depends(session)] if os.getenv("DATABASE", "") else [])
@app.post("/x")
def x(): ...
""")
    assert found.is_public
    assert found.off is None
