"""Exceptions whose text is meant for whoever made the mistake, those whose text is internal, and what tells nothing.

Sources: the documentation of Pydantic 2, FastAPI, Starlette, PyJWT, python-jose, Django and Authlib (validation and
OAuth errors), and of Python's json and decimal; the exceptions of SQLAlchemy, psycopg, asyncpg, PyMySQL, PyMongo,
redis-py, requests, httpx, aiohttp, urllib3, botocore, paramiko, docker and of Python's sqlite3, subprocess, socket.
"""

import re

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

_FOR_CLIENTS = ("ValidationError", "OAuthError", "HTTPException", "HttpException", "JWTException")
"""Ends of names of exceptions that libraries raise at a client's mistake."""


DEBUGGING = re.compile(r"(?:^|[/_-])(?:debug|diagnos\w+)(?:$|[/_-])")
"""In the path of a route whose caller asks what goes wrong."""

PARSERS = frozenset({
    "json.loads", "orjson.loads", "yaml.safe_load", "tomllib.loads", "base64.b64decode", "builtins.int", "builtins.float",
    "builtins.str", "builtins.dict", "builtins.list", "uuid.UUID", "datetime.datetime.fromisoformat", "datetime.date.fromisoformat",
    "datetime.datetime.strptime", "csv.DictReader", "csv.reader", "io.StringIO", "io.BytesIO", "re.compile",
})  # fmt: skip
"""Functions that turn text into data; what they say of a failure is about the text."""

PARSING_METHODS = frozenset({"model_validate", "model_validate_json", "parse_obj", "parse_raw", "validate_python", "json", "read", "decode"})  # fmt: skip


def is_public(name: str) -> bool:
    """Whether the text of an exception is meant for the client."""
    return name in PUBLIC or (name.endswith(_FOR_CLIENTS) and not name.endswith("ResponseValidationError"))


CHOSEN = frozenset({"builtins.RuntimeError", "builtins.FileNotFoundError", "builtins.FileExistsError"})
"""Exceptions that code raises itself, with a text of its own choice, as often as Python does."""

_BROAD = frozenset({"builtins.Exception", "builtins.BaseException", "builtins.ExceptionGroup", "builtins.RuntimeError"})
_SYSTEM = frozenset({
    "builtins.OSError", "builtins.IOError", "builtins.EnvironmentError", "builtins.ConnectionError", "builtins.ImportError",
    "builtins.ModuleNotFoundError", "builtins.MemoryError", "builtins.RecursionError", "builtins.NameError",
    "builtins.ConnectionRefusedError", "builtins.ConnectionResetError", "builtins.BrokenPipeError", "builtins.EOFError",
    "builtins.FileNotFoundError", "builtins.FileExistsError", "builtins.IsADirectoryError", "builtins.NotADirectoryError", "builtins.StopIteration",
})  # fmt: skip
_TALKATIVE = (
    "sqlalchemy", "sqlite3", "psycopg", "psycopg2", "asyncpg", "pymysql", "MySQLdb", "aiosqlite", "pymongo", "motor", "redis",
    "tortoise", "django", "peewee", "databases", "duckdb", "requests", "httpx", "aiohttp", "urllib", "urllib3", "http", "botocore",
    "boto3", "aiobotocore", "subprocess", "socket", "ssl", "paramiko", "docker", "kubernetes", "elasticsearch", "opensearchpy",
    "kafka", "aiokafka", "pika", "celery", "ldap3", "smtplib", "zipfile", "tarfile", "shutil", "minio", "grpc",
)  # fmt: skip
"""Modules whose exceptions name tables, hosts, commands, files or accounts."""


def is_internal(name: str) -> bool:
    """Whether the text of an exception tells of the inside: everything is caught, or what a system underneath says.

    A narrow class that neither is (`ValueError`, `KeyError`, a parser's own) is as often raised with words for clients.
    """
    return not name or name in _BROAD or name in _SYSTEM or name.partition(".")[0] in _TALKATIVE


STATUSES = frozenset({"status_code", "status", "http_status", "http_status_code"})
"""Attributes of an exception that is made to become a response."""

FOR_CLIENTS = frozenset({"detail", "headers", "fields", "error_code", "error_codes", "status_code"})
"""Attributes that exceptions have which are made to become a response, and no others."""

TELLS_NOTHING = frozenset({
    ".status_code", ".status", ".code", ".errno", ".returncode", ".__name__", ".__class__", ".error_code", ".lineno", ".colno",
    ".pos", ".retry_after", ".http_status", ".type",
})  # fmt: skip

BROAD = frozenset({"builtins.Exception", "builtins.BaseException"})
"""Classes that catch everything that goes wrong."""

WIDE = frozenset({
    "sqlalchemy.exc.SQLAlchemyError", "sqlalchemy.exc.DBAPIError", "requests.RequestException", "httpx.HTTPError",
    "requests.exceptions.RequestException", "aiohttp.ClientError", "smtplib.SMTPException",
    "pymongo.errors.PyMongoError", "redis.RedisError", "redis.exceptions.RedisError",
    "botocore.exceptions.ClientError", "botocore.exceptions.BotoCoreError", "psycopg2.Error", "psycopg.Error", "asyncpg.PostgresError",
})  # fmt: skip
"""Classes that stand for whatever goes wrong with a service."""

HTTP_ERRORS = frozenset({"fastapi.HTTPException", "starlette.exceptions.HTTPException"})
"""Exceptions that become an answer."""

LOGGING = frozenset(
    {
        "debug",
        "info",
        "warning",
        "warn",
        "error",
        "exception",
        "critical",
        "fatal",
        "log",
        "capture_exception",
        "trace_exception",
        "print_exc",
        "record_exception",
        "notice_error",
    }
)
"""Last names of functions that write down what went wrong."""
