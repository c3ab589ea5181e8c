"""Names: one for each thing that FastAPI, Starlette and typing offer under several, and the last part of any."""

from __future__ import annotations

from functools import cache
from typing import Final

from fastlint.ir import nodes

_EXACT: Final = {
    "fastapi.applications.FastAPI": "fastapi.FastAPI",
    "fastapi.routing.APIRouter": "fastapi.APIRouter",
    "fastapi.exceptions.HTTPException": "fastapi.HTTPException",
    "fastapi.datastructures.UploadFile": "fastapi.UploadFile",
    "fastapi.background.BackgroundTasks": "fastapi.BackgroundTasks",
    "fastapi.Request": "starlette.requests.Request",
    "fastapi.Response": "starlette.responses.Response",
    "fastapi.WebSocket": "starlette.websockets.WebSocket",
    "fastapi.WebSocketDisconnect": "starlette.websockets.WebSocketDisconnect",
    "fastapi.routing.Mount": "starlette.routing.Mount",
    "starlette.background.BackgroundTasks": "fastapi.BackgroundTasks",
    "starlette.applications.Starlette": "starlette.Starlette",
}

_PREFIXES: Final = (
    ("fastapi.param_functions.", "fastapi."),
    ("fastapi.params.", "fastapi."),
    ("fastapi.responses.", "starlette.responses."),
    ("fastapi.requests.", "starlette.requests."),
    ("fastapi.websockets.", "starlette.websockets."),
    ("fastapi.staticfiles.", "starlette.staticfiles."),
    ("fastapi.templating.", "starlette.templating."),
    ("fastapi.concurrency.", "starlette.concurrency."),
    ("fastapi.middleware.", "starlette.middleware."),
    ("fastapi.security.api_key.", "fastapi.security."),
    ("fastapi.security.base.", "fastapi.security."),
    ("fastapi.security.http.", "fastapi.security."),
    ("fastapi.security.oauth2.", "fastapi.security."),
    ("fastapi.security.open_id_connect_url.", "fastapi.security."),
    ("starlette.status.", "fastapi.status."),
    ("typing_extensions.", "typing."),
    ("sqlalchemy.sql.expression.", "sqlalchemy."),
)


@cache
def canonical_external(path: str) -> str:
    """The name fastlint uses for what a library offers at `path`: `fastapi.params.Depends` is `fastapi.Depends`."""
    exact = _EXACT.get(path)
    if exact:
        return exact
    for prefix, instead in _PREFIXES:
        if path.startswith(prefix):
            return instead + path[len(prefix) :]
    return path


def last_names(node: nodes.Expr) -> tuple[str, ...]:
    """The last part of a name as it is written, and of what it was imported as another name of.

    What is called otherwise need not be looked up.
    """
    if type(node) is nodes.Subscript:
        node = node.value
    if type(node) is nodes.Attribute:
        return (node.name,)
    if type(node) is nodes.Ref:
        name, target = node.name, node.target.rpartition(".")[2]
        return (name, target) if target and target != name else (name,)
    return ()


SECURITY_MODULES: Final = {
    "HTTPBearer": "http", "HTTPBasic": "http", "HTTPDigest": "http", "HTTPBase": "http", "OAuth2": "oauth2",
    "OAuth2PasswordBearer": "oauth2", "OAuth2AuthorizationCodeBearer": "oauth2", "OAuth2PasswordRequestForm": "oauth2",
    "OAuth2PasswordRequestFormStrict": "oauth2", "SecurityScopes": "oauth2", "APIKeyHeader": "api_key",
    "APIKeyQuery": "api_key", "APIKeyCookie": "api_key", "OpenIdConnect": "open_id_connect_url", "SecurityBase": "base",
}  # fmt: skip
"""Class -> the module below `fastapi.security` that defines it."""


def scheme_kind(path: str) -> str:
    """The class of a security scheme, by its dotted name; "" for all else, forms and scopes among it."""
    head, _, kind = path.rpartition(".")
    is_other = kind == "SecurityScopes" or kind.startswith("OAuth2PasswordRequestForm")
    return kind if head == "fastapi.security" and kind in SECURITY_MODULES and not is_other else ""


_EXPORTS: Final = {
    "fastapi": "APIRouter BackgroundTasks Body Cookie Depends FastAPI File Form HTTPException Header Path Query "
    "Request Response Security UploadFile WebSocket WebSocketDisconnect WebSocketException status",
    "fastapi.security": "APIKeyCookie APIKeyHeader APIKeyQuery HTTPAuthorizationCredentials HTTPBasic "
    "HTTPBasicCredentials HTTPBearer HTTPDigest OAuth2 OAuth2AuthorizationCodeBearer OAuth2PasswordBearer "
    "OAuth2PasswordRequestForm OAuth2PasswordRequestFormStrict OpenIdConnect SecurityScopes",
    "fastapi.responses": "FileResponse HTMLResponse JSONResponse ORJSONResponse PlainTextResponse RedirectResponse "
    "Response StreamingResponse UJSONResponse",
}
STARRED: Final = {
    module: {name: canonical_external(f"{module}.{name}") for name in names.split()}
    for module, names in _EXPORTS.items()
}
"""What `from ... import *` takes from FastAPI's own modules, and from where. Source: FastAPI 0.141."""
