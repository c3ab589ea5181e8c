"""What limits how often a client may call, and which routes need it.

Sources: slowapi 0.1 (`Limiter`, `SlowAPIMiddleware`), fastapi-limiter 0.1 (`RateLimiter`, `FastAPILimiter.init`),
asgi-ratelimit, fastapi-guard; OWASP's cheat sheets on authentication and on forgotten passwords.
"""

import re

from fastlint.insight.limits import Limiters

from .library import LIBRARY
from .public_paths import REGISTER

LIMITERS = Limiters(
    library=LIBRARY,
    names=re.compile(
        r"rate_?limit|limiter|throttl|ratelimit|^shared_limit$|lock_?out|too_?many|brute_?force|slow_?down|quota"
        r"|turnstile|captcha|(?:^|_)limit_(?:requests|rate|attempts|logins?|calls)|(?:login|attempt|request|call)s?_limit",
        re.IGNORECASE,
    ),
    refusals=re.compile(
        r"^429$|429_|TOO_MANY|TooMany|rate_?limit|throttl|lock_?out|failed_?(?:login|attempt)|login_?attempt|attempts(?:_|$)"
        r"|brute_?force|captcha|turnstile|locked_(?:at|until)|is_locked|too_many",
        re.IGNORECASE,
    ),
    locks=re.compile(r"lock_?out|failed_?(?:login|attempt)|login_?attem|locked_(?:at|until)|is_locked", re.IGNORECASE),
    middleware=frozenset({
        "ratelimit.RateLimitMiddleware", "guard.middleware.SecurityMiddleware", "guard.SecurityMiddleware",
        "fastapi_guard.SecurityMiddleware", "asgi_ratelimit.RateLimitMiddleware",
    }),
    needs_defaults=frozenset({
        "slowapi.middleware.SlowAPIMiddleware", "slowapi.middleware.SlowAPIASGIMiddleware", "SlowAPIMiddleware",
        "SlowAPIASGIMiddleware",
    }),
    makers=frozenset({"slowapi.Limiter", "slowapi.extension.Limiter"}),
    defaults=frozenset({"default_limits", "application_limits"}),
)  # fmt: skip

GUESSING = re.compile(
    r"^(?:(?:log|sign)[-_]?in|authenticate|(?:access[-_]|auth[-_]|jwt[-_])?tokens?|(?:user[-_]?)?login[-_\w]*)$"
    r"|otp|(?:^|[-_])[2m]fa(?:$|[-_])|two[-_]?factor|(?:verify|validate|confirm|check)[-_](?:code|otp|pin|phone|sms|totp)"
    r"|(?:^|[-_])pin(?:$|[-_])",
    re.IGNORECASE,
)
"""Last segments of paths where a password or a code can be guessed."""

FLOODING = re.compile(
    rf"^(?:{REGISTER}|registration|sign[-_]?up)(?:$|[-_])|(?:forgot(?:ten)?|reset|recover|lost)[-_]?(?:my[-_]?)?passw"
    r"|passw(?:or)?d[-_]?(?:reset|recover|forgot)|(?:re)?send[-_](?:verification|otp|code|sms|e?mail|confirmation|magic)"
    r"|magic[-_]?link|request[-_](?:code|otp|verify|verification|reset)",
    re.IGNORECASE,
)
"""Segments of paths that make accounts or send mail for anybody."""

NEITHER = re.compile(
    r"log[-_]?out|sign[-_]?out|refresh|revoke|introspect|callback|authorize|oauth|sso|oidc|saml|csrf|status|check[-_]?token"
    r"|test[-_]token|websocket|device|url$|provider|redirect|google|github|facebook|microsoft|apple",
    re.IGNORECASE,
)
"""Segments of paths on which there is nothing to guess."""

PASSWORD_FORMS = frozenset({"OAuth2PasswordRequestForm", "OAuth2PasswordRequestFormStrict"})

COMPARING = re.compile(
    r"^(?:verify|check|validate|is|compare|match(?:es)?)_?(?:\w*_)?(?:password|passwd|pw|otp|totp|pin)$|^authenticate(?:_user)?$|^checkpw$"
    r"",
    re.IGNORECASE,
)
"""Functions that say whether a password or a code is right."""

READING = frozenset({"form", "json", "body", "stream"})
"""Methods by which a handler reads what is sent."""

SENDING = re.compile(r"^(?:send|deliver|queue|enqueue)_\w*(?:e?mail|sms|otp|code|message)\w*$", re.IGNORECASE)
"""Functions that cost something each time."""

SLOWAPI = frozenset({"slowapi.Limiter", "slowapi.extension.Limiter"})
MIDDLEWARE = frozenset({"SlowAPIMiddleware", "SlowAPIASGIMiddleware"})
REQUESTS = frozenset({"request", "websocket"})
"""What slowapi limits with, applies default limits with, and looks for among a handler's parameters."""

DEPENDENCIES = frozenset({"fastapi_limiter.depends.RateLimiter", "fastapi_limiter.depends.WebSocketRateLimiter"})
"""Classes whose instances are dependencies that limit."""
