"""Exceptions whose text is meant for whoever made the mistake, and what of an exception tells nothing.

Sources: the documentation of Pydantic 2, FastAPI, Starlette, PyJWT, python-jose, and of Python's json and decimal.
"""

PUBLIC = frozenset({
    "fastapi.HTTPException", "starlette.exceptions.HTTPException", "fastapi.exceptions.RequestValidationError",
    "fastapi.exceptions.ValidationException", "fastapi.exceptions.WebSocketRequestValidationError",
    "fastapi.WebSocketException", "starlette.exceptions.WebSocketException", "pydantic.ValidationError",
    "pydantic_core.ValidationError", "pydantic.error_wrappers.ValidationError", "pydantic.errors.PydanticValueError",
    "json.JSONDecodeError", "json.decoder.JSONDecodeError", "jsonschema.ValidationError", "jsonschema.exceptions.ValidationError",
    "starlette.websockets.WebSocketDisconnect", "builtins.UnicodeDecodeError", "binascii.Error", "zoneinfo.ZoneInfoNotFoundError",
    "jwt.PyJWTError", "jwt.InvalidTokenError", "jwt.ExpiredSignatureError", "jwt.exceptions.PyJWTError",
    "jwt.exceptions.InvalidTokenError", "jwt.exceptions.ExpiredSignatureError", "jose.JWTError", "jose.exceptions.JWTError",
    "jose.ExpiredSignatureError", "email_validator.EmailNotValidError", "phonenumbers.NumberParseException",
    "marshmallow.ValidationError", "jinja2.TemplateSyntaxError", "asyncio.TimeoutError", "builtins.TimeoutError",
    "asyncio.CancelledError", "slowapi.errors.RateLimitExceeded",
})  # fmt: skip

CHOSEN = frozenset({
    "builtins.ValueError", "builtins.KeyError", "builtins.LookupError", "builtins.TypeError", "builtins.PermissionError",
    "builtins.NotImplementedError", "builtins.AssertionError", "builtins.RuntimeError", "builtins.IndexError",
    "builtins.FileNotFoundError", "builtins.FileExistsError", "builtins.AttributeError",
})  # fmt: skip
"""Exceptions that code raises itself, with a text of its own choice, as often as Python does."""

TELLS_NOTHING = frozenset({
    ".status_code", ".status", ".code", ".errno", ".returncode", ".__name__", ".__class__", ".error_code", ".lineno", ".colno",
    ".pos", ".retry_after", ".http_status", ".type",
})  # fmt: skip
