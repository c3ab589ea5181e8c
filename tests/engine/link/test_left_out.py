"""Middleware that settings would add to an app, and by their defaults do not."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from fastlint.model import Project

Make = Callable[..., Project]

HEAD = """\
import os
from fastapi import FastAPI
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    auth: bool = False
settings = Settings()
class Auth: ...
app = FastAPI()
"""


def with_head(code: str) -> str:
    return HEAD + textwrap.dedent(code)


WAYS = {
    "a variable": """
        if os.getenv("AUTH", "off") == "on":
            app.add_middleware(Auth)
        """,
    "a variable that was read before": """
        wanted = os.environ.get("AUTH", "no").strip().lower() in ("yes", "true")
        def wants(): return bool(wanted)
        if wants() and app:
            app.add_middleware(Auth)
        """,
    "what an else holds": """
        if not bool(int(os.getenv("AUTH", "0"))):
            pass
        else:
            app.add_middleware(Auth)
        """,
    "a function that returns before": """
        def setup(app):
            if os.getenv("AUTH", "off") != "on":
                return
            app.add_middleware(Auth)
        setup(app)
        """,
    "a function that would be called": """
        def setup(target, level=1):
            target.add_middleware(Auth, level=level)
        if os.getenv("AUTH", "off") == "on":
            setup(app)
        """,
    "an import on the way": """
        if os.getenv("AUTH", "off") == "on":
            from guards import Auth as Other
            app.add_middleware(Other)
        # file: guards.py
        class Auth: ...
        """,
    "a decorated function": """
        if os.getenv("AUTH", "off") == "on":
            @app.middleware("http")
            async def Auth(request, call_next): ...
        """,
}


@pytest.mark.parametrize("code", WAYS.values(), ids=WAYS)
def test_an_app_knows_what_is_left_out_and_by_which_setting(project: Make, code: str) -> None:
    (app,) = project(with_head(code)).apps
    assert app.middleware == []
    (left_out,) = app.left_out
    assert left_out.name.endswith(":Auth")
    assert left_out.switch is not None
    assert left_out.switch.setting == "AUTH"


def test_a_field_of_settings_is_a_setting(project: Make) -> None:
    (app,) = project(with_head("if settings.auth:\n    app.add_middleware(Auth)\n")).apps
    assert [each.switch and (each.switch.setting, each.switch.span.start_line) for each in app.left_out] == [
        ("auth", 9)
    ]


OTHERWISE = {
    "nobody sets it": "ON = False\nif ON:\n    app.add_middleware(Auth)\n",
    "it is there by default": 'if os.getenv("AUTH", "on") == "on":\n    app.add_middleware(Auth)\n',
    "whether it is there is not known": 'if os.environ["AUTH"]:\n    app.add_middleware(Auth)\n',
    "a loop goes on": """
for each in (1, 2):
    if os.getenv("AUTH", "off") != "on":
        continue
def other():
    return 1
    app.add_middleware(Auth)
other()
""",
}


@pytest.mark.parametrize("code", OTHERWISE.values(), ids=OTHERWISE)
def test_nothing_is_left_out_where(project: Make, code: str) -> None:
    (app,) = project(with_head(code)).apps
    assert app.left_out == []


def test_what_is_left_out_changes_nothing(project: Make) -> None:
    found = project(
        with_head("""
        from fastapi import APIRouter
        router = APIRouter()
        @router.get("/x")
        def x(): ...
        if os.getenv("MORE", "0") == "1":
            router.prefix = "/more"
            app.include_router(router)
            other = FastAPI()
        app.include_router(router, prefix="/api")
        """)
    )
    assert [(app.name, [route.path for route in app.routes]) for app in found.apps] == [("main:app", ["/api/x"])]
