"""What is changed in a block that may not run is one of several values after it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from fastlint.model import Project

Make = Callable[..., Project]

HEAD = """\
import os
from fastapi import APIRouter, Depends, FastAPI
def guard(): ...
class Options:
    prefix = "/class"
    def __init__(self):
        self.path = "/path"
options = Options()
conf = {"path": "/path"}
router = APIRouter()
UNKNOWN = os.environ["UNKNOWN"]
"""


def paths(project: Make, code: str) -> list[str]:
    text = HEAD + textwrap.dedent(code) + "app = FastAPI()\napp.include_router(router)\n"
    return [route.path for route in project(text).routes]


OPEN = {
    "an attribute": """
        if UNKNOWN:
            options.path = "/other"
        @router.get(options.path)
        def x(): ...
        """,
    "an attribute of which the class has a default": """
        if UNKNOWN:
            options.prefix = "/other"
        @router.get(options.prefix)
        def x(): ...
        """,
    "an attribute, on the other way": """
        if UNKNOWN:
            pass
        else:
            options.path = "/other"
        @router.get(options.path)
        def x(): ...
        """,
    "an item": """
        if UNKNOWN:
            conf["path"] = "/other"
        @router.get(conf["path"])
        def x(): ...
        """,
    "an item by a method": """
        if UNKNOWN:
            conf.update(path="/other")
        @router.get(conf["path"])
        def x(): ...
        """,
    "the prefix of a router": """
        if UNKNOWN:
            router.prefix = "/other"
        @router.get("/x")
        def x(): ...
        """,
    "the prefix of a subclass": """
        class Own(APIRouter):
            def __init__(self, **given):
                super().__init__(**given)
                if UNKNOWN:
                    self.prefix = "/other"
        router = Own(prefix="/own")
        @router.get("/x")
        def x(): ...
        """,
    "a case of a match": """
        match UNKNOWN:
            case "a":
                options.path = "/a"
            case _:
                options.path = "/b"
        @router.get(options.path)
        def x(): ...
        """,
    "a method that returns before": """
        def change():
            if UNKNOWN:
                options.path = "/other"
                return
        change()
        @router.get(options.path)
        def x(): ...
        """,
}


@pytest.mark.parametrize("code", OPEN.values(), ids=OPEN)
def test_what_may_have_been_changed_is_not_certain(project: Make, code: str) -> None:
    assert paths(project, code) == ["?"]


CERTAIN = {
    "inside of the block": """
        if UNKNOWN:
            options.path = "/other"
            @router.get(options.path)
            def x(): ...
        """,
    "both ways alike": """
        if UNKNOWN:
            options.path = "/other"
        else:
            conf["path"], options.path = "/x", "/other"
        @router.get(options.path)
        def x(): ...
        """,
    "changed again after it": """
        if UNKNOWN:
            options.path = "/first"
        options.path = "/other"
        @router.get(options.path)
        def x(): ...
        """,
    "an end of the program": """
        if UNKNOWN:
            options.path = "/first"
            raise SystemExit
        @router.get("/other" if options.path == "/path" else "/first")
        def y(): ...
        """,
    "an object made in the block": """
        if UNKNOWN:
            other = Options()
            other.path = "/other"
        @router.get(other.path)
        def x(): ...
        """,
    "a condition that is known": """
        if conf["path"] == "/path":
            options.path = "/other"
        @router.get(options.path)
        def x(): ...
        """,
}


@pytest.mark.parametrize("code", CERTAIN.values(), ids=CERTAIN)
def test_what_is_the_same_on_every_way_is_certain(project: Make, code: str) -> None:
    assert paths(project, code) == ["/other"]


def test_a_module_that_a_block_is_the_first_to_import_runs_all_the_same(project: Make) -> None:
    found = project("""
        import os
        from fastapi import FastAPI
        if os.environ["UNKNOWN"]:
            import parts
        from parts import options
        app = FastAPI()
        @app.get(options.path)
        def x(): ...
        # file: parts.py
        class Options:
            path = "/class"
        options = Options()
        options.path = "/other"
        """)
    assert [route.path for route in found.routes] == ["/other"]


def test_an_item_that_may_be_missing_is_no_default(project: Make) -> None:
    found = project(
        HEAD
        + textwrap.dedent("""
        if UNKNOWN:
            conf["docs_url"] = None
        if "docs_url" not in conf:
            conf["title"] = "with docs"
        given = {}
        if UNKNOWN:
            given["dependencies"] = [Depends(guard)]
        @router.get("/x", **given)
        def x(): ...
        del conf["path"]
        app = FastAPI(**conf)
        app.include_router(router)
        """)
    )
    (route,) = found.routes
    (guard,) = route.dependencies
    assert guard.conditions
    assert route.unresolved == ()
