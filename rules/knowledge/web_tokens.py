"""Libraries for JSON Web Tokens: which function takes what, where.

Sources: the reference documentation of PyJWT 2, python-jose 3, Authlib 1, joserfc 1; RFC 7519 and RFC 8725.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a function, by position and by name."""

    position: int
    keyword: str


ENCODERS: Mapping[str, Argument] = {
    **dict.fromkeys(("jwt.encode", "jwt.PyJWT.encode", "jwt.api_jwt.encode"), Argument(0, "payload")),
    "jose.jwt.encode": Argument(0, "claims"),
    **dict.fromkeys(("authlib.jose.jwt.encode", "authlib.jose.JsonWebToken.encode"), Argument(1, "payload")),
    "joserfc.jwt.encode": Argument(1, "claims"),
}
"""Functions that sign -> the claims."""

_PYJWT = (
    "jwt.decode", "jwt.decode_complete", "jwt.PyJWT.decode", "jwt.PyJWT.decode_complete", "jwt.api_jwt.decode",
    "jwt.api_jwt.decode_complete",
)  # fmt: skip

DECODERS: Mapping[str, Argument] = {
    **dict.fromkeys(_PYJWT, Argument(2, "algorithms")),
    "jose.jwt.decode": Argument(2, "algorithms"),
    "jose.jws.verify": Argument(2, "algorithms"),
}
"""Functions that verify and read, unless they are told not to -> the algorithms they accept."""

OTHER_VERIFIERS = frozenset({
    "authlib.jose.jwt.decode", "authlib.jose.JsonWebToken.decode", "joserfc.jwt.decode", "jwcrypto.jwt.JWT",
    "google.oauth2.id_token.verify_oauth2_token", "google.oauth2.id_token.verify_firebase_token",
    "google.oauth2.id_token.verify_token", "firebase_admin.auth.verify_id_token",
})  # fmt: skip
"""Functions that verify whatever they are told."""

UNVERIFIED = frozenset({"jose.jwt.get_unverified_claims", "jose.jws.get_unverified_claims"})
"""Functions that read the claims and verify nothing."""

HEADERS = frozenset({
    "jwt.get_unverified_header", "jwt.PyJWT.get_unverified_header", "jose.jwt.get_unverified_header",
    "jose.jwt.get_unverified_headers", "jose.jws.get_unverified_header", "jose.jws.get_unverified_headers",
})  # fmt: skip
"""Functions that read the header, which whoever made the token wrote."""

ALL_ALGORITHMS = frozenset({"jwt.algorithms.get_default_algorithms", "jwt.api_jws.PyJWS.get_algorithms"})
"""Functions that give every algorithm there is."""

BOOKKEEPING = frozenset({"exp", "iat", "nbf", "iss", "aud", "jti", "kid", "alg", "typ", "azp", "tid"})
"""Claims that say how to verify a token or how long it is good, and not whose it is."""

READING = frozenset({
    "loads", "decode", "validate_python", "validate_json", "model_validate", "model_validate_json", "parse_obj", "parse_raw", "cast",
})  # fmt: skip
"""Last names of functions that turn a payload into claims."""

KEY_CLASSES = frozenset({"jwt.PyJWK", "jwt.api_jwk.PyJWK"})
"""Keys that know their algorithm."""

SYMMETRIC = ("HS",)
ASYMMETRIC = ("RS", "ES", "PS", "ED")
NO_ALGORITHM = "none"
EXPIRY = "exp"
OWN_EXPIRY = re.compile(
    r"(?:^|_)(?:exp|expir(?:y|es|ed|ation)|valid_(?:to|till|until)|not_after|ttl)(?:_|$)", re.IGNORECASE
)
"""Claims of an application's own that say how long a token is good: it may look at them where it reads the token."""

LASTS = ("decode", "decode_complete", "verify", "get_unverified_claims")
