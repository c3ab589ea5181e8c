"""Branches of which only one runs: the apps and routers that they make, and the routes that they register."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from fastlint.model import Project

Make = Callable[..., Project]

HEAD = """\
from fastapi import APIRouter, Depends, FastAPI
router = APIRouter()
@router.get("/x")
def x(): ...
def build(mode, debug):
    app = FastAPI()
"""

BRANCHES = {
    "one of two": (
        """
        if mode == "a":
            app.include_router(router)
        else:
            app.include_router(router)
        """,
        [("/x", ())],
    ),
    "one of two under a test": (
        """
        if debug:
            if mode == "a":
                app.include_router(router)
            else:
                app.include_router(router)
        """,
        [("/x", ("debug",))],
    ),
    "some of several": (
        """
        if mode == "a":
            app.include_router(router)
        elif mode == "b":
            pass
        elif mode == "c":
            app.include_router(router)
        """,
        [("/x", ("mode == 'a' or not (mode == 'b') and mode == 'c'",))],
    ),
    "after a return": (
        """
        if debug:
            app.include_router(router)
            return app
        app.include_router(router)
        """,
        [("/x", ())],
    ),
    "other paths": (
        """
        if debug:
            app.include_router(router, prefix="/a")
        else:
            app.include_router(router, prefix="/b")
        """,
        [("/a/x", ("debug",)), ("/b/x", ("not (debug)",))],
    ),
    "other guards": (
        """
        if debug:
            app.include_router(router)
        else:
            app.include_router(router, dependencies=[Depends(x)])
        """,
        [("/x", ("debug",)), ("/x", ("not (debug)",))],
    ),
    "tests that may both hold": (
        """
        if debug:
            app.include_router(router)
        if mode:
            app.include_router(router)
        """,
        [("/x", ("debug",)), ("/x", ("mode",))],
    ),
    "no tests": (
        """
        app.include_router(router)
        app.include_router(router)
        """,
        [("/x", ()), ("/x", ())],
    ),
    "one of two routers": (
        """
        if debug:
            inner = APIRouter()
        else:
            inner = APIRouter(dependencies=[Depends(x)])
        inner.add_api_route("/y", x)
        app.include_router(inner)
        """,
        [("/y", ("debug",)), ("/y", ("not (debug)",))],
    ),
}


@pytest.mark.parametrize("name", BRANCHES)
def test_of_alternatives_the_application_has_one(name: str, project: Make) -> None:
    code, wanted = BRANCHES[name]
    found = project(HEAD + textwrap.indent(textwrap.dedent(code), "    ") + "\n    return app\n")
    assert [(route.path, route.conditions) for route in found.routes] == wanted


def test_every_app_that_a_function_makes_is_there(project: Make) -> None:
    found = project("""\
        from fastapi import APIRouter, Depends, FastAPI
        router = APIRouter()
        @router.get("/x")
        def x(): ...
        def build(debug):
            if debug:
                app = FastAPI(title="debug")
            else:
                app = FastAPI(dependencies=[Depends(x)])
            app.include_router(router)
            return app
        def both():
            inner, outer = FastAPI(), FastAPI()
            @inner.get("/inner")
            def a(): ...
            @outer.get("/outer")
            def b(): ...
            return inner, outer
        """)
    rows = [(len(app.routes), *((r.path, r.conditions, r.made_under) for r in app.routes)) for app in found.apps]
    assert rows == [
        (1, ("/x", (), ("debug",))),
        (1, ("/x", (), ("not (debug)",))),
        (1, ("/inner", (), ())),
        (1, ("/outer", (), ())),
    ]


@pytest.mark.parametrize(
    ("test", "returned", "conditions"),
    [
        ("mode in MADE", "MADE[mode]", ()),
        ("mode in MADE and not debug", "MADE[mode]", ()),
        ("MADE.get(mode) is not None", "MADE.get(mode)", ()),
        ("mode in MADE", "OTHER[mode]", ("not (mode in MADE)",)),
        ("debug", "None", ("not (debug)",)),
    ],
)
def test_an_app_that_is_kept_from_before_puts_no_condition_on_making_one(
    test: str, returned: str, conditions: tuple[str, ...], project: Make
) -> None:
    found = project(f"""\
        from fastapi import FastAPI
        MADE, OTHER = {{}}, {{}}
        def build(mode, debug):
            if {test}:
                return {returned}
            app = FastAPI()
            @app.get("/x")
            def x(): ...
            MADE[mode] = app
            return app
        """)
    assert [route.conditions for route in found.routes] == [conditions]


def test_without_fastapi_there_is_no_application(project: Make) -> None:
    found = project("""
        try:
            from fastapi import APIRouter, FastAPI
            HAS_FASTAPI = True
        except ImportError:
            APIRouter = None
            HAS_FASTAPI = False
        try:
            import optional
            HAS_OPTIONAL = True
        except ImportError:
            HAS_OPTIONAL = False
        if HAS_FASTAPI:
            app = FastAPI()
            router = APIRouter()
            @router.get("/always")
            def always(): ...
            if HAS_OPTIONAL:
                @router.get("/sometimes")
                def sometimes(): ...
            app.include_router(router)
        """)
    assert {route.path: route.is_conditional for route in found.routes} == {"/always": False, "/sometimes": True}


@pytest.mark.parametrize(
    "test",
    [
        "not SECRET",
        "not DISABLED and not SECRET",
        'KEY == "changeme"',
        "not settings.token",
        "settings.token is None and not DISABLED",
    ],
)
def test_an_application_that_does_not_start_without_a_setting_has_it(test: str, project: Make) -> None:
    found = project(f"""
        import os
        from fastapi import FastAPI
        from pydantic_settings import BaseSettings
        class Settings(BaseSettings):
            token: str | None = None
        settings = Settings()
        SECRET = os.environ.get("SECRET", "")
        DISABLED = os.environ.get("DISABLED", "false") == "true"
        KEY = os.getenv("KEY", "changeme")
        if {test}:
            print("set it first")
            raise RuntimeError("set it first")
        app = FastAPI()
        @app.get("/x")
        def x(): ...
        """)
    assert [(route.path, route.conditions) for route in found.routes] == [("/x", ())]
