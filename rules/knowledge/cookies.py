"""Which cookies carry a login, and which calls set them.

Sources: Starlette 1.x (`Response.set_cookie`, `SessionMiddleware`), fastapi-users (`CookieTransport`), the MDN pages on
`Set-Cookie`. Starlette sets `samesite="lax"` unless told otherwise; `secure` and `httponly` are off.
"""

import re
from dataclasses import dataclass

CREDENTIAL = re.compile(
    r"sess(?:ion)?(?:$|[-_ ])|session|(?:^|[-_])(?:access|refresh|auth|id|user|login|api|bearer|jwt|remember)?[-_]?token|jwt|auth"
    r"|bearer|(?:^|[-_])sid$|remember[-_]?me|api[-_]?key|credential|logged[-_]?in",
    re.IGNORECASE,
)
"""Names of cookies whose thief is logged in."""

HARMLESS = re.compile(
    r"csrf|xsrf|state|nonce|redirect|next|theme|lang|locale|consent|expir|name$|type$|id[-_]?provider|author(?!iz)|has[-_]",
    re.IGNORECASE,
)
"""Names of cookies that scripts read on purpose, or that are worth nothing by themselves."""

FORMS = re.compile(r"csrf|xsrf", re.IGNORECASE)
"""In the names of code that tells the own pages' forms from those of others: its cookies are for scripts to read."""

DEVELOPMENT = re.compile(r"(?:^|_)(?:dev(?:elopment)?|debug|local(?:host)?|test(?:ing)?)(?:_|$)", re.IGNORECASE)
"""Names and values of settings that say that the server is nobody else's."""

MADE = re.compile(r"token|jwt|session|sign|encode|dumps|serialize", re.IGNORECASE)
"""Names of functions whose result, in a cookie, is a login."""


def is_credential(name: str) -> bool:
    """Whether a cookie of that name carries a login."""
    return bool(CREDENTIAL.search(name)) and not HARMLESS.search(name)


@dataclass(frozen=True, slots=True)
class CookieSetter:
    """A callable that configures or sets a cookie: its flags by what they protect, and what they are when not given.

    `argument` is the position of the cookie's name, None where every such cookie is a login.
    """

    callable: str
    secure: str
    httponly: str = ""
    samesite: str = ""
    argument: int | None = None
    keyword: str = ""
    is_secure: bool = False
    is_httponly: bool = True


SET_COOKIE = CookieSetter(".set_cookie", "secure", "httponly", "samesite", argument=0, keyword="key", is_httponly=False)
SESSIONS = CookieSetter("starlette.middleware.sessions.SessionMiddleware", "https_only", "", "same_site")
TRANSPORTS = (
    CookieSetter(
        "fastapi_users.authentication.CookieTransport",
        "cookie_secure",
        "cookie_httponly",
        "cookie_samesite",
        is_secure=True,
    ),
    CookieSetter(
        "fastapi_users.authentication.transport.CookieTransport",
        "cookie_secure",
        "cookie_httponly",
        "cookie_samesite",
        is_secure=True,
    ),
)

DEFAULT_SAME_SITE = "lax"
"""What Starlette sets when nobody says otherwise."""

DEFENCE = re.compile(
    r"csrf|xsrf|same_?origin|(?:^|[^a-z])origin(?:$|[^a-z])|referer|sec-fetch|double_?submit", re.IGNORECASE
)
"""Words of code that tells requests of the own pages from those of others."""
