"""Routers that libraries make, as data: their code is not there to be read.

fastapi-users 10 to 15 (`fastapi_users/router/*.py`), strawberry 0.2 and 0.3 (`strawberry/fastapi/router.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fastlint.link.arguments import Arguments
from fastlint.link.frames import Frame
from fastlint.link.library import CURRENT_USER, followed
from fastlint.link.registration import registering
from fastlint.link.routers import construct_native
from fastlint.link.values import Const, External, Instance, Seq, Value

if TYPE_CHECKING:
    from fastlint.link.evaluator import Evaluator

_USER: Final = "owner.current_user"
_MANAGER: Final = "owner.0|get_user_manager"
_STRATEGY: Final = "0|backend.2|get_strategy"
_OAUTH_STRATEGY: Final = "1|backend.2|get_strategy"


@dataclass(frozen=True, slots=True)
class _Made:
    """One route: what it depends on and its response model, as ways from the call that makes the router."""

    methods: str
    path: str
    endpoint: str
    needs: tuple[str, ...]
    model: str = ""
    status: int = 200


_AUTH = "fastapi_users.router.auth.get_auth_router.<locals>"
_REGISTER = "fastapi_users.router.register.get_register_router.<locals>"
_RESET = "fastapi_users.router.reset.get_reset_password_router.<locals>"
_VERIFY = "fastapi_users.router.verify.get_verify_router.<locals>"
_USERS = "fastapi_users.router.users.get_users_router.<locals>"
_OAUTH = "fastapi_users.router.oauth.get_oauth_router.<locals>"
_ASSOCIATE = "fastapi_users.router.oauth.get_oauth_associate_router.<locals>"

_OF_USERS: Final[dict[str, tuple[_Made, ...]]] = {
    "get_auth_router": (
        _Made("POST", "/login", f"{_AUTH}.login", (_MANAGER, _STRATEGY)),
        _Made("POST", "/logout", f"{_AUTH}.logout", (_USER, _STRATEGY)),
    ),
    "get_register_router": (
        _Made("POST", "/register", f"{_REGISTER}.register", (_MANAGER,), "0|user_schema", 201),
    ),
    "get_reset_password_router": (
        _Made("POST", "/forgot-password", f"{_RESET}.forgot_password", (_MANAGER,), status=202),
        _Made("POST", "/reset-password", f"{_RESET}.reset_password", (_MANAGER,)),
    ),
    "get_verify_router": (
        _Made("POST", "/request-verify-token", f"{_VERIFY}.request_verify_token", (_MANAGER,), status=202),
        _Made("POST", "/verify", f"{_VERIFY}.verify", (_MANAGER,), "0|user_schema"),
    ),
    "get_users_router": (
        _Made("GET", "/me", f"{_USERS}.me", (_USER,), "0|user_schema"),
        _Made("PATCH", "/me", f"{_USERS}.update_me", (_USER, _MANAGER), "0|user_schema"),
        _Made("GET", "/{id}", f"{_USERS}.get_user", (_USER, _MANAGER), "0|user_schema"),
        _Made("PATCH", "/{id}", f"{_USERS}.update_user", (_USER, _MANAGER), "0|user_schema"),
        _Made("DELETE", "/{id}", f"{_USERS}.delete_user", (_USER, _MANAGER), status=204),
    ),
    "get_oauth_router": (
        _Made("GET", "/authorize", f"{_OAUTH}.authorize", ()),
        _Made("GET", "/callback", f"{_OAUTH}.callback", (_MANAGER, _OAUTH_STRATEGY)),
    ),
    "get_oauth_associate_router": (
        _Made("GET", "/authorize", f"{_ASSOCIATE}.authorize", (_USER,)),
        _Made("GET", "/callback", f"{_ASSOCIATE}.callback", (_USER, _MANAGER), "1|user_schema"),
    ),
}  # fmt: skip

Furnish = Callable[["Evaluator", Frame, Instance, Arguments], None]
"""Gives a router, just made by a call with these arguments, what it holds."""


def _users(rows: tuple[_Made, ...]) -> Furnish:
    def furnish(e: Evaluator, f: Frame, made: Instance, a: Arguments) -> None:
        construct_native(e, f, made, "fastapi.APIRouter", Arguments([], {}, a.module, a.node))
        for row in rows:
            needs = [_depends(need, a) for way in row.needs for need in followed(made, way)]
            keywords: dict[str, Value] = {"dependencies": Seq("list", list(needs)), "status_code": Const(row.status)}
            for model in followed(made, row.model) if row.model else []:
                keywords["response_model"] = model
            _add(e, f, made, row.methods, Const(row.path), row.endpoint, Arguments([], keywords, a.module, a.node))

    return furnish


def _strawberry(e: Evaluator, f: Frame, made: Instance, a: Arguments) -> None:
    """Queries, mutations and subscriptions at one path: the context they are given is a dependency of each."""
    construct_native(e, f, made, "fastapi.APIRouter", Arguments([], a.keywords, a.module, a.node, a.is_open))
    path = a.get(1, "path") or Const("")
    context = a.keywords.get("context_getter")
    needs = [_depends(context, a)] if context is not None else []
    more = Arguments([], {"dependencies": Seq("list", list(needs))}, a.module, a.node)
    home = "strawberry.fastapi.GraphQLRouter.__init__.<locals>"
    _add(e, f, made, "GET", path, f"{home}.handle_http_get", more)
    _add(e, f, made, "POST", path, f"{home}.handle_http_post", more)
    _add(e, f, made, "", path, f"{home}.websocket_endpoint", more)


def _depends(need: Value, a: Arguments) -> Instance:
    return Instance(External("fastapi.Depends"), [need], {}, {}, a.module, a.node)


def _add(e: Evaluator, f: Frame, made: Instance, methods: str, path: Value, endpoint: str, more: Arguments) -> None:
    """Register an endpoint of the library; without methods it is one of a websocket."""
    register = registering("add_api_route" if methods else "add_api_websocket_route")
    assert register is not None
    keywords = {**more.keywords, **({"methods": Seq("list", [Const(methods)])} if methods else {})}
    register(e, f, made, Arguments([path, External(endpoint)], keywords, more.module, more.node))


LIBRARY_ROUTERS: Final[dict[str, Furnish]] = {
    **{f"{CURRENT_USER.rpartition('.')[0]}.{name}": _users(rows) for name, rows in _OF_USERS.items()},
    "strawberry.fastapi.GraphQLRouter": _strawberry,
    "strawberry.fastapi.router.GraphQLRouter": _strawberry,
}
"""What is called, and what furnishes the router that it gives."""
