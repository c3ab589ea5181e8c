# file: app/environment.py
"""Functions of the project's own that read the environment, and such as only look like it."""

import os

KNOWN = {"TOKEN_SECRET": "kept elsewhere"}


def read_setting(name: str, default, kind=str):
    value = os.getenv(name)
    if value is None:
        return default
    return kind(value)


def read_text(key: str, fallback: str = "") -> str:
    return os.environ.get(key, fallback)


def read_or(key: str, fallback: str) -> str:
    return os.getenv(key) or fallback


def read_item(key: str, fallback: str) -> str:
    try:
        return os.environ[key]
    except KeyError:
        return fallback


def require(name: str, reason: str) -> str:
    value = os.getenv(name)
    if value is None:
        raise RuntimeError(reason)
    return value


def look_up(name: str, default: str) -> str:
    return KNOWN.get(name, default)


# file: app/settings.py
from app.environment import look_up, read_item, read_or, read_setting, read_text, require

TOKEN_SECRET = read_setting("TOKEN_SECRET", "shop-default-secret")  # expect: weak-default-secret
JWT_SECRET = read_text("JWT_SECRET", fallback="shop-signing")  # expect: weak-default-secret
COOKIE_SECRET = read_or(key="COOKIE_SECRET", fallback="shop-cookies")  # expect: weak-default-secret
CSRF_SECRET = read_item("CSRF_SECRET", "shop-forms")  # expect: weak-default-secret
ALGORITHM = read_setting("JWT_ALGORITHM", "HS256")
SESSION_SECRET = read_setting("SESSION_SECRET", None)
APP_SECRET = read_text("APP_SECRET")
LINK_SECRET = require("LINK_SECRET", "it-signs-links")
SHARE_SECRET = look_up("SHARE_SECRET", "shop-shares")
