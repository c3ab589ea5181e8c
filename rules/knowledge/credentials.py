"""Names of values that nobody else may learn, and functions that keep, hash or compare them.

Sources: Python 3.14 documentation (hashlib, hmac, secrets, random, uuid, logging), passlib (hash algorithms and
CryptContext), bcrypt, argon2-cffi, pwdlib; OWASP's cheat sheets on password storage and on logging.
"""

import re

from fastlint.insight.flow import ALL, Called, Constant, Global, Sink, Value

_PASSWORD = re.compile(r"(^|_)(password|passwd|passphrase|passcode|pwd)\d?$")
_SECRET = re.compile(
    r"(^|_)(password|passwd|passphrase|secret|api_?key|access_?key|private_?key|signing_?key|secret_?key|encryption_?key|master_?key"
    r"|credentials?|authorization|jwt|(access|refresh|auth|id|api|bearer|session|reset|csrf|bot)_token)(_value|_str)?$"
)
_FLAG = re.compile(
    r"^_*(is|has|have|must|needs?|can|should|requires?|use|allow|enable|no|show|hide|change|forgot)_|(^|_)(allow|supports?|with|include)_credentials$"
)
_SIGNATURE = re.compile(
    r"(^|_)(signature|digest|hmac|mac|checksum_key)$|(^|_)(token|secret|api_?key|webhook_key|auth_key)$"
)
_GENERATED = re.compile(
    r"(^|_)(token|secret|password|passwd|passcode|otp|totp|nonce|salt|csrf|session_id|session_key|api_?key|secret_key|access_key"
    r"|pin|pin_code|(verification|verify|confirmation|confirm|auth|authorization|reset|invite|invitation|login|activation|security"
    r"|sms|email|mfa|two_factor|2fa|pairing|one_time|recovery|backup|access|magic)_(code|link|key|id))s?($|_)"
)
POOL = re.compile(r"(?:^|_)(?:keys|tokens|secrets|passwords|credentials|accounts)$", re.IGNORECASE)
"""Names of collections of secrets that are there already."""

_HARMLESS = re.compile(
    r"count|length|limit|usage|type|tokenizer|max_|min_|num_|color|jitter|delay|sleep|index|seed|sample|mock|fake"
)


def password(name: str) -> str:
    """What a name says of a password."""
    return f"`{name}`" if _PASSWORD.search(_snake(name)) else ""


def secret(name: str) -> str:
    """What a name says of a secret that no log may hold; what is to be done with one is none."""
    plain = _snake(name)
    is_harmless = _FLAG.search(plain) or (name.isupper() and "HEADER" in name)
    return f"`{name}`" if _SECRET.search(plain) and not is_harmless else ""


def signature(name: str) -> str:
    """What a name says of a secret that is compared."""
    return f"`{name}`" if _SIGNATURE.search(_snake(name)) else ""


def generated(name: str) -> str:
    """What a name says of a value that nobody may guess."""
    plain = _snake(name)
    return f"`{name}`" if _GENERATED.search(plain) and not _HARMLESS.search(plain) else ""


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


_FAST = (
    "md5",
    "sha1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "sha3_224",
    "sha3_256",
    "sha3_384",
    "sha3_512",
    "blake2b",
    "blake2s",
)


def _is_for_security(called: Called) -> bool:
    flag = called.keywords.get("usedforsecurity")
    return not (isinstance(flag, Constant) and flag.value is False)


def _has_few_rounds(called: Called) -> bool:
    rounds = called.argument(3, "iterations")
    return isinstance(rounds, Constant) and isinstance(rounds.value, int) and rounds.value < FEWEST_ROUNDS


FEWEST_ROUNDS = 100_000
"""Iterations of PBKDF2 below which a hash falls to guessing; OWASP asks for 600,000 with SHA-256."""

FAST_HASHES: tuple[Sink, ...] = (
    *(Sink(f"hashlib.{name}", 0, "string", name, when=_is_for_security) for name in _FAST),
    Sink("hashlib.new", 1, "data", "a fast hash", when=_is_for_security),
    Sink("hashlib.pbkdf2_hmac", 1, "password", "PBKDF2 with few iterations", when=_has_few_rounds),
    *(Sink(f"passlib.hash.{name}.{verb}", 0, "secret", name) for name in ("md5_crypt", "hex_md5", "hex_sha1", "hex_sha256", "plaintext", "des_crypt", "lmhash", "nthash") for verb in ("hash", "encrypt")),
)  # fmt: skip

CHALLENGE = re.compile(r"(?:^|_)c?nonce$|(?:^|_)(?:challenge|realm)$")
"""Names of what a service sends to have it answered with a digest."""

CLIENTS = frozenset({"requests", "httpx", "aiohttp", "urllib", "urllib3"})
SENDING = re.compile(r"(?:^|_)request$|^(?:post|patch|urlopen)$")
"""Last names of functions that send their arguments to another service."""

SENT = frozenset({"headers", "post"})
"""Keywords of such arguments, whatever is called."""

SLOW_HASHES = ("bcrypt", "argon2", "passlib", "pwdlib", "scrypt", "hashpw")
"""Parts of dotted names of functions that hash passwords as they should be."""

WEAK_SCHEMES = frozenset({
    "md5_crypt", "apr_md5_crypt", "des_crypt", "bsdi_crypt", "sha1_crypt", "hex_md5", "hex_sha1", "hex_sha256", "hex_sha512",
    "ldap_md5", "ldap_sha1", "ldap_salted_md5", "ldap_salted_sha1", "ldap_plaintext", "plaintext", "lmhash", "nthash", "mysql323",
    "mysql41", "oracle10", "postgres_md5",
})  # fmt: skip
"""Schemes of passlib that guessing breaks."""

WHOLE = frozenset(
    {"json.dumps", "orjson.dumps", "pickle.dumps", "yaml.dump", "yaml.safe_dump", ".model_dump_json", ".json"}
)
"""What turns a whole record into text, to be recognised again: a hash of it is no hash of the password in it."""

WEAK_RANDOM = frozenset({
    *(f"random.{name}" for name in ("random", "randint", "randrange", "choice", "choices", "sample", "getrandbits", "uniform", "randbytes")),
    *(f"random.Random.{name}" for name in ("random", "randint", "randrange", "choice", "choices", "sample", "getrandbits", "randbytes")),
    "uuid.uuid1", "numpy.random.randint", "numpy.random.choice",
})  # fmt: skip


CLOCKS = frozenset({
    "time.time", "time.time_ns", "time.monotonic", "time.perf_counter", "datetime.datetime.now", "datetime.datetime.utcnow",
    "datetime.datetime.today",
})  # fmt: skip
"""What tells the time, which everybody knows."""

KNOWN_HASHES = frozenset({*(f"hashlib.{name}" for name in _FAST), "hashlib.new", "zlib.crc32"})
"""Hashes without a key."""


def _is_logger(called: Called) -> bool:
    """Whether the receiver is called like a logger."""
    receiver = called.receiver
    name = str(getattr(receiver, "key", "") or getattr(receiver, "dotted", "") or getattr(receiver, "name", ""))
    return name.rpartition(".")[2].lower().strip("_").endswith(("log", "logger", "logging"))


MASKING = (
    "mask",
    "redact",
    "obfuscat",
    "anonymi",
    "hash",
    "fingerprint",
    "truncate",
    "censor",
    "scrub",
    "hide",
    "sanit",
    "encrypt",
)
MASKED = frozenset({
    ".[:]", ".keys", ".get_secret_value_masked", "builtins.bool", "builtins.len", "builtins.type", "builtins.isinstance", ".startswith",
    ".method", ".url", ".status_code", ".user_agent",
})  # fmt: skip
"""Functions and accesses whose result no longer tells a secret."""

_MASK = re.compile(r"^[*•xX.#-]*$|\*\*|redact|mask|hidden|filtered|removed", re.IGNORECASE)


def masks(value: Value) -> bool:
    """Whether an expression puts something else in the place of the secret, or takes another part of what holds it."""
    match value:
        case Called(method="replace" | "sub", args=[_, Constant(value=str(mask)), *_]):
            return bool(_MASK.search(mask))
        case Called(function=Global(dotted="re.sub"), args=[_, Constant(value=str(mask)), *_]):
            return bool(_MASK.search(mask))
        case Called(function=Global(dotted="builtins.getattr"), args=[_, Constant(value=str(name)), *_]):
            return not secret(name)
    return False


MASKED_TYPES = frozenset({"pydantic.SecretStr", "pydantic.SecretBytes", "pydantic.types.SecretStr"})


_LEVELS = ("debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log", "success", "trace")
OUTPUT = "the output"
SHOWING = re.compile(r"_*(?:print|show|display|announce)_")
"""Names of functions that show something to people at a terminal."""

LOG_SINKS: tuple[Sink, ...] = (
    *(Sink(f"{owner}.{level}", ALL, "", "a log") for owner in ("logging", "logging.Logger", "loguru.logger", "structlog.BoundLogger") for level in _LEVELS),
    Sink("builtins.print", ALL, "", OUTPUT),
    *(Sink(f".{level}", ALL, "", "a log", doubt=1, when=_is_logger) for level in _LEVELS if level not in ("success", "trace")),
)  # fmt: skip
