"""The security schemes of FastAPI among values."""

from __future__ import annotations

from typing import Final

from fastlint.link.classes import external_bases
from fastlint.link.values import Const, Instance, Value, text
from fastlint.model import SecurityScheme

MODULES: Final = {
    "HTTPBearer": "http", "HTTPBasic": "http", "HTTPDigest": "http", "HTTPBase": "http", "OAuth2": "oauth2",
    "OAuth2PasswordBearer": "oauth2", "OAuth2AuthorizationCodeBearer": "oauth2", "OAuth2PasswordRequestForm": "oauth2",
    "OAuth2PasswordRequestFormStrict": "oauth2", "SecurityScopes": "oauth2", "APIKeyHeader": "api_key",
    "APIKeyQuery": "api_key", "APIKeyCookie": "api_key", "OpenIdConnect": "open_id_connect_url", "SecurityBase": "base",
}  # fmt: skip
"""Class -> the module below `fastapi.security` that defines it."""


def scheme_of(core: Value) -> SecurityScheme | None:
    """The scheme that a value is, if it is one."""
    if not isinstance(core, Instance):
        return None
    paths = [
        p for p in external_bases(core.cls) if p.startswith("fastapi.security.") and p.rpartition(".")[2] in MODULES
    ]
    kind = paths[0].rpartition(".")[2] if paths else ""
    if not kind or kind == "SecurityScopes" or kind.startswith("OAuth2PasswordRequestForm"):
        return None
    given = core.keywords.get("auto_error")
    auto_error = not (isinstance(given, Const) and given.value is False)
    return SecurityScheme(kind, text(core.keywords.get("scheme_name")) or kind, auto_error)
