"""Modules that import each other work where the program begins at the right one."""

from __future__ import annotations

from collections.abc import Callable

from fastlint.model import Project

Make = Callable[..., Project]


def test_a_circle_of_imports_begins_at_the_module_that_makes_the_app(project: Make) -> None:
    found = project(
        """\
        # file: shop/__init__.py
        # file: shop/auth/__init__.py
        from fastapi import APIRouter
        from . import saml
        router: APIRouter = APIRouter(tags=["auth"])
        router.include_router(saml.router)
        # file: shop/auth/saml.py
        from fastapi import APIRouter
        from shop.main import ADDRESS
        router = APIRouter(prefix="/saml")
        @router.get("/login")
        def login(): ...
        # file: shop/main.py
        from fastapi import FastAPI
        ADDRESS = "https://shop.example"
        from shop.routers import router
        app = FastAPI()
        app.include_router(router)
        # file: shop/routers.py
        from fastapi import APIRouter
        from . import auth
        router = APIRouter()
        router.include_router(auth.router, prefix="/auth")
        """,
        version=(0, 115),
    )
    (route,) = found.routes
    assert (route.path, route.tags) == ("/auth/saml/login", ("auth",))


def test_a_circle_of_imports_begins_at_the_package_of_that_module(project: Make) -> None:
    found = project("""\
        # file: shop/__init__.py
        from shop.data import Base
        # file: shop/data.py
        from shop.settings import Settings
        class Base: ...
        # file: shop/settings.py
        from shop.data import Base
        DEFAULT = "/v1"
        class Settings(Base):
            prefix = DEFAULT
        # file: shop/server.py
        from fastapi import FastAPI
        from shop.settings import Settings
        app = FastAPI()
        @app.get(Settings.prefix + "/orders")
        def list_orders(): ...
        """)
    (route,) = found.routes
    assert route.path == "/v1/orders"
