"""Signed tokens: what a client puts into one comes back later as if the server had chosen it.

Sources: PyJWT, python-jose, Authlib, joserfc (encode), itsdangerous 2 (dumps), FastAPI Users (generate_jwt, state tokens).
"""

from fastlint.insight.flow import Sink

_ENCODERS = (
    ("jwt.encode", 0, "payload"),
    ("jose.jwt.encode", 0, "claims"),
    ("authlib.jose.jwt.encode", 1, "payload"),
    ("joserfc.jwt.encode", 1, "claims"),
    ("fastapi_users.jwt.generate_jwt", 0, "data"),
    ("httpx_oauth.oauth2.generate_state_token", 0, "data"),
    ("fastapi_users.router.oauth.generate_state_token", 0, "data"),
    *((f"itsdangerous.{name}.dumps", 0, "obj") for name in ("URLSafeTimedSerializer", "URLSafeSerializer", "TimestampSigner")),
)  # fmt: skip

_PATHS = ("file", "path", "filename", "file_path", "filepath", "file_name", "dir", "directory", "folder")
_ADDRESSES = (
    "next",
    "next_url",
    "redirect",
    "redirect_to",
    "redirect_uri",
    "redirect_url",
    "return_to",
    "return_url",
    "callback_url",
)

TOKEN_PATHS = tuple(
    Sink(name, position, keyword, f"`{key}` in a signed token, which is trusted later", doubt=2, path=(key,))
    for name, position, keyword in _ENCODERS
    for key in _PATHS
)
"""Claims that name files."""

TOKEN_ADDRESSES = tuple(
    Sink(name, position, keyword, f"`{key}` in a signed token, which is trusted later", doubt=2, path=(key,))
    for name, position, keyword in _ENCODERS
    for key in _ADDRESSES
)
"""Claims that name where to send a browser."""
