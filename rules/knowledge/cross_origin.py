"""How Starlette's CORS middleware reads what it is given.

Sources: Starlette 1.x, `middleware/cors.py`: origins are compared whole, patterns with `fullmatch`, and with credentials
a wildcard sends the caller's own origin back; the Fetch standard on the origin `null` (sandboxed frames, local files).
"""

import re

CORS = frozenset({"starlette.middleware.cors.CORSMiddleware"})

SPECIAL_ORIGINS = frozenset({"null"})
"""Origins that any page can take on."""

_EVERYTHING = re.compile(
    r"\^?\(?(?:https\?|https?|\(https?(?:\|https?)?\)|\[a-z\]\+)?(?::(?:\\?/){2})?\(?\.[*+]\??\)?\)?\$?"
)
_BARE_DOT = re.compile(r"(?<!\\)\.(?![*+?{])(?=[A-Za-z(\[])")
_LOOSE_START = re.compile(r"(?<!\\)(?:\.[*+]\??|\[\^[^]]*\][*+])\)?\??(?=[A-Za-z0-9])")
_LOOSE_END = re.compile(r"(?:[A-Za-z0-9)])(?<!\\)\.[*+]\??\)?\$?$")


def accepts_everything(pattern: str) -> bool:
    """Whether a pattern of origins matches every web site."""
    return bool(_EVERYTHING.fullmatch(pattern.strip()))


def weakness(pattern: str) -> str:
    """What foreign origin a pattern lets in, in words; "" when it is sound."""
    if _LOOSE_END.search(pattern):
        return "ends in a wildcard, so `https://your-domain.attacker.com` matches"
    if _LOOSE_START.search(pattern):
        return "has a wildcard right before a name, so a domain that merely ends in it matches"
    if _BARE_DOT.search(pattern):
        return "has an unescaped dot, which any character matches"
    return ""
