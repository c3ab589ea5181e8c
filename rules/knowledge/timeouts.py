"""How long HTTP clients wait when nobody says how long.

Sources: the reference documentation of requests, httpx, aiohttp, urllib3, and of Python 3.14 (urllib.request).
"""

_VERBS = ("get", "post", "put", "patch", "delete", "head", "options", "request")

ENDLESS: dict[str, int | None] = {
    **{f"{owner}.{verb}": None for owner in ("requests", "requests.api", "requests.Session") for verb in _VERBS},
    "requests.Session.send": None,
    "urllib.request.urlopen": 2,
}
"""Functions that wait for ever -> position of their `timeout`, None for a keyword only."""

WITH_DEFAULT = frozenset({
    "httpx.AsyncClient", "httpx.Client", *(f"{owner}.{verb}" for owner in ("httpx", "httpx.AsyncClient", "httpx.Client") for verb in (*_VERBS, "stream")),
})  # fmt: skip
"""Functions that have a limit unless it is switched off."""

FIVE_MINUTES = frozenset({"aiohttp.ClientSession"})

LASTS = (*_VERBS, "send", "stream", "urlopen", "AsyncClient", "Client", "ClientSession")
"""Last names of all of them."""
