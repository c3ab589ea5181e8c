"""Trees that hold an application several times, as templates and their samples do."""

from __future__ import annotations

from collections.abc import Callable

from fastlint.model import Project

Make = Callable[..., Project]


def test_an_import_means_the_copy_in_which_it_stands(project: Make) -> None:
    found = project("""\
        # file: sample/app/__init__.py
        # file: sample/app/routes.py
        from fastapi import APIRouter
        router = APIRouter()
        @router.get("/sample")
        def one(): ...
        # file: sample/app/main.py
        from fastapi import FastAPI
        from routes import router
        app = FastAPI()
        app.include_router(router)
        # file: template/app/__init__.py
        # file: template/app/routes.py
        from fastapi import APIRouter
        router = APIRouter()
        @router.get("/template")
        def two(): ...
        # file: template/app/main.py
        from fastapi import FastAPI
        from routes import router
        app = FastAPI()
        app.include_router(router)
        """)
    assert {route.app.module.path: route.path for route in found.routes if route.app} == {
        "sample/app/main.py": "/sample",
        "template/app/main.py": "/template",
    }
