"""What code asks of its settings before it makes an app is given to it where it runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fastlint.model import Project

Make = Callable[..., Project]

WAYS = {
    "in the module": """\
        import os
        from fastapi import FastAPI
        SECRET = os.environ.get("SECRET", "").strip()
        if not SECRET:
            raise RuntimeError("SECRET is required")
        app = FastAPI()
        @app.get("/x")
        def x(): ...
        """,
    "under else": """\
        from fastapi import FastAPI
        SECRET = None
        if SECRET:
            print("well")
        else:
            raise RuntimeError("SECRET is required")
        app = FastAPI()
        @app.get("/x")
        def x(): ...
        """,
    "in a factory": """\
        from fastapi import FastAPI
        from pydantic_settings import BaseSettings
        class Settings(BaseSettings):
            secret: str = ""
        settings = Settings()
        def create():
            if not settings.secret:
                raise RuntimeError("a secret is required")
            app = FastAPI()
            @app.get("/x")
            def x(): ...
            return app
        app = create()
        """,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_setting_without_which_nothing_starts_is_set(project: Make, way: str) -> None:
    assert [route.path for route in project(WAYS[way]).routes] == ["/x"]
