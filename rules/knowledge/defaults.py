"""Where values come in from the environment with a default, and which secrets an attacker gains from knowing.

Sources: Python 3.14 (os), python-decouple, environs, Starlette 1.x (config), pydantic-settings, PyJWT, python-jose, Authlib,
joserfc, itsdangerous, cryptography (Fernet), FastAPI Users 15; CWE-1392 on default
credentials.
"""

import re

READERS = {
    "os.getenv": 1,
    "os.environ.get": 1,
    "os.environ.setdefault": 1,
    "decouple.config": -1,
    "starlette.config.Config": -1,
}
"""Functions that read the environment -> position of the default; -1 for a keyword `default` only."""

KEYED = {
    **dict.fromkeys(("jwt.encode", "jwt.decode", "jose.jwt.encode", "jose.jwt.decode", "jose.jws.sign"), (1, "key")),
    **dict.fromkeys(("authlib.jose.jwt.encode", "joserfc.jwt.encode"), (2, "key")),
    **dict.fromkeys(("authlib.jose.jwt.decode", "joserfc.jwt.decode"), (1, "key")),
    **{
        f"itsdangerous.{name}": (0, "secret_key")
        for name in ("Signer", "TimestampSigner", "Serializer", "TimedSerializer", "URLSafeSerializer", "URLSafeTimedSerializer")
    },
    **dict.fromkeys(("fastapi_users.authentication.JWTStrategy", "fastapi_users.authentication.strategy.JWTStrategy"), (0, "secret")),
    **dict.fromkeys(("fastapi_users.jwt.generate_jwt", "fastapi_users.jwt.decode_jwt"), (1, "secret")),
    "cryptography.fernet.Fernet": (0, "key"),
}  # fmt: skip
"""Functions that sign, verify or encrypt -> position and name of the key."""

DIGESTING = {"hmac.new": (0, "key"), "hmac.digest": (0, "key")}
"""The same for functions whose key may be no secret, but a word that sets one use apart from others."""

LABELS = frozenset({"WebAppData", "Bitcoin seed"})
"""Such words that protocols prescribe: Telegram's for web apps, BIP 32's."""

PUBLIC = re.compile(r"BEGIN (\w+ )*(PUBLIC KEY|CERTIFICATE)|^ssh-")
"""How keys look that anybody may have."""

READER_METHODS = frozenset({"str", "get", "getenv", "config"})
"""Last names of methods and functions that read a variable where their first argument looks like one."""

LAST_NAMES = READER_METHODS | {name.rpartition(".")[2] for name in (*READERS, *KEYED, *DIGESTING)}
"""The last parts of all these names."""

VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
"""How the names of environment variables look."""

OWN_SECRET = re.compile(
    r"(^|_)(secret(_?key)?|jwt_?(secret|key)|(signing|encryption|security)_(secret|key)"
    r"|(jwt|token|session|cookie|csrf|app|auth|webhook|download|share|link)_secret(_key)?|fernet_key|master_key|pepper)(_key)?$"
)
"""Names of keys that the application itself signs or encrypts with, or checks callers by."""

PASSWORD = re.compile(r"(^|_)(password|passwd|passphrase|pwd)$")
API_KEY = re.compile(
    r"^((internal|admin|service|master|my|app|server|backend)_)?(api_?key|api_token|auth_token|access_token)$"
)
"""Keys that callers show to this application; those of other services carry the service's name."""

HARMLESS = re.compile(
    r"<|>|\$\{|^\s*$|^[*•xX._-]+$|^(none|null|false|true|no|yes|off|on|[01]|bearer|hs\d+)$|^/|^https?://", re.IGNORECASE
)
"""Texts that are no secret anybody could use."""

DEVELOPMENT = re.compile(r"dev|test|local|example|sample|demo|mock|fake", re.IGNORECASE)
"""In the name of a class or file: not for production."""

STANDING_IN = re.compile(r"(^|_)(redacted|masked|hidden|pending|placeholder|dummy|fake|mock|tests?|example)(_|$)")
"""In the name of a setting, in lower case: what stands in the place of a secret, or is for tests."""

GENERATORS = frozenset({
    "secrets.token_urlsafe", "secrets.token_hex", "secrets.token_bytes", "os.urandom", "uuid.uuid4",
    "cryptography.fernet.Fernet.generate_key",
})  # fmt: skip
"""Functions that make a new secret each time."""

FIELD_CALLS = frozenset({"Field", "SecretStr", "SecretBytes"})
