"""Routers of libraries, whose code is not there: what they register is known as data."""

from __future__ import annotations

from collections.abc import Callable

from fastlint.model import Project

Make = Callable[..., Project]
Rows = Callable[[Project], list[str]]

USERS = """\
# file: main.py
from fastapi import FastAPI
from fastapi_users import FastAPIUsers
from fastapi_users.authentication import AuthenticationBackend, BearerTransport
from models import User, UserRead, UserUpdate, get_manager
def get_strategy(): ...
backend = AuthenticationBackend("jwt", BearerTransport("login"), get_strategy)
users = FastAPIUsers[User, int](get_manager, [backend])
app = FastAPI()
app.include_router({router}, prefix="/auth", tags=["auth"])
# file: models.py
class User: ...
class UserRead: ...
class UserUpdate: ...
def get_manager(): ...
"""
CURRENT = "fastapi_users.FastAPIUsers.current_user, models:get_manager"


def test_logging_in_is_open_and_logging_out_needs_a_user(project: Make, rows: Rows) -> None:
    found = project(USERS.format(router="users.get_auth_router(backend)"))
    home = "fastapi_users.router.auth.get_auth_router.<locals>"
    assert rows(found) == [
        f"POST /auth/login -> {home}.login(models:get_manager, main:get_strategy) 200",
        f"POST /auth/logout -> {home}.logout({CURRENT}, main:get_strategy) 200",
    ]
    assert {route.tags for route in found.routes} == {("auth",)}
    assert not found.apps[0].unresolved


def test_every_route_about_users_needs_one(project: Make, rows: Rows) -> None:
    found = rows(project(USERS.format(router="users.get_users_router(UserRead, UserUpdate)")))
    assert [row.partition(" -> ")[0] for row in found] == [
        "GET /auth/me",
        "PATCH /auth/me",
        "GET /auth/{id}",
        "PATCH /auth/{id}",
        "DELETE /auth/{id}",
    ]
    assert all(CURRENT.partition(",")[0] in row for row in found)
    assert found[0].endswith("UserRead, 200")
    assert found[-1].endswith(" 204")


def test_registering_has_a_model_and_a_status(project: Make, rows: Rows) -> None:
    (row,) = rows(project(USERS.format(router="users.get_register_router(UserRead, UserUpdate)")))
    assert row.endswith(".register(models:get_manager) UserRead, 201")


def test_a_graphql_router_serves_three_ways_at_one_path(project: Make, rows: Rows) -> None:
    found = project("""\
        from fastapi import Depends, FastAPI
        from strawberry.fastapi import GraphQLRouter
        def user(): ...
        def context(user=Depends(user)): ...
        app = FastAPI()
        app.include_router(GraphQLRouter(schema, "/query", context_getter=context, prefix="/v1"), prefix="/graph")
        """)
    home = "strawberry.fastapi.GraphQLRouter.__init__.<locals>"
    assert rows(found) == [
        f"GET /graph/v1/query -> {home}.handle_http_get(main:context, main:user)",
        f"POST /graph/v1/query -> {home}.handle_http_post(main:context, main:user)",
        f"WS /graph/v1/query -> {home}.websocket_endpoint(main:context, main:user)",
    ]


def test_a_router_of_a_library_that_nobody_knows_stays_unknown(project: Make) -> None:
    found = project("""\
        from fastapi import FastAPI
        from crud_of_somebody import make_router
        app = FastAPI()
        app.include_router(make_router())
        """)
    assert [part.reason for part in found.apps[0].unresolved] == [
        "an included router is not known: it is made by a library"
    ]
