"""Calls that fetch an address, calls that send a browser to one, and tests that tie an address down.

Sources: requests, httpx, aiohttp, urllib (Python 3.14), urllib3, boto3 (endpoint_url), websockets, Playwright and
Selenium
(navigation), Starlette (RedirectResponse); OWASP's cheat sheets on SSRF and unvalidated redirects.
"""

import re

from fastlint.insight.flow import Called, Computed, Constant, Facts, Graph, Part, Record, Sink, Text, Value

_VERBS = ("get", "post", "put", "patch", "delete", "head", "options")
_MODULES = ("requests", "httpx", "requests.Session", "httpx.Client", "httpx.AsyncClient", "aiohttp.ClientSession")

FETCHES: tuple[Sink, ...] = (
    *(Sink(f"{module}.{verb}", 0, "url", "an outbound request") for module in _MODULES for verb in _VERBS),
    *(Sink(f"{module}.request", 1, "url", "an outbound request") for module in _MODULES),
    *(Sink(f"{module}.stream", 1, "url", "an outbound request") for module in ("httpx", "httpx.Client", "httpx.AsyncClient")),
    *(Sink(f"aiohttp.ClientSession.{name}", 0, "url", "an outbound connection") for name in ("ws_connect",)),
    *(Sink(f"httpx.{name}", None, "base_url", "an outbound client") for name in ("Client", "AsyncClient")),
    Sink("aiohttp.request", 1, "url", "an outbound request"),
    *(Sink(f"urllib.request.{name}", 0, "url", "an outbound request") for name in ("urlopen", "urlretrieve", "Request")),
    *(Sink(f"urllib3.{name}", 1, "url", "an outbound request") for name in ("request", "PoolManager.request", "PoolManager.urlopen")),
    Sink("websockets.connect", 0, "uri", "an outbound connection"),
    Sink("boto3.client", None, "endpoint_url", "an outbound client"),
    Sink("boto3.resource", None, "endpoint_url", "an outbound client"),
    Sink(".goto", 0, "url", "a browser's navigation", doubt=1),
    Sink("feedparser.parse", 0, "url_file_stream_or_string", "an outbound request", doubt=1),
)  # fmt: skip

REDIRECTS: tuple[Sink, ...] = (
    Sink("starlette.responses.RedirectResponse", 0, "url", "a redirect"),
    *(
        Sink(f"starlette.responses.{name}", position, "headers", "the Location header", path=("Location",))
        for name, position in (("Response", 2), ("JSONResponse", 2), ("HTMLResponse", 2))
    ),
    Sink("fastapi.HTTPException", 2, "headers", "the Location header", path=("Location",)),
)

URL_CLEANERS = frozenset({
    "urllib.parse.quote", "urllib.parse.quote_plus", "urllib.parse.urlencode", ".url_for", ".url_path_for", ".include_query_params",
    "urllib.parse.ParseResult.path",
})  # fmt: skip

URL_GUARDS = frozenset(
    {"re.fullmatch", "re.match", ".fullmatch", ".match", ".isalnum", ".isidentifier", ".isdigit", ".is_global"}
)
URL_WORDS = (
    "safe",
    "allowed",
    "ssrf",
    "validate_url",
    "check_url",
    "valid_url",
    "trusted",
    "whitelist",
    "allowlist",
    "permitted",
    "private",
)

URL_LOOKUPS = (
    ".get",
    ".find",
    ".fetch",
    ".filter",
    ".where",
    ".lookup",
    ".query",
    ".select",
    ".one",
    ".first",
    ".scalar",
    ".has_",
)

_BEFORE_HOST = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*:)?(//)?[^/?#]*")
_INTERNAL = frozenset({"is_private", "is_loopback", "is_link_local", "is_reserved", "is_multicast", "is_unspecified"})


def chooses_host(text: Text, index: int) -> bool:
    """Whether what stands at `index` of a URL's text can choose its host: nothing before it ends the host."""
    before = text.parts[:index]
    if text.kind == "join":
        return True
    if not all(isinstance(part, Constant) for part in before):
        return False
    return bool(_BEFORE_HOST.fullmatch("".join(str(part.value) for part in before if isinstance(part, Constant))))


def chooses_site(text: Text, index: int) -> bool:
    """Like `chooses_host`, and for a relative URL also right after its first slash, where `/x` makes `//x`."""
    before = text.parts[:index]
    prefix = "".join(str(part.value) for part in before if isinstance(part, Constant))
    return chooses_host(text, index) or (len(before) == 1 and prefix == "/")


def ties_host_down(fact: Facts, value: Value) -> bool:
    """Whether a test refuses addresses of the inner network, or all hosts but some."""
    test, held = fact.value, fact.outcome
    if isinstance(test, Part) and test.key in _INTERNAL:
        return held is False
    if isinstance(test, Part) and test.key == "is_global":
        return bool(held)
    if isinstance(test, Computed) and test.operator in ("in", "not in") and fact.is_refusal:
        return held == (test.operator == "not in")
    if isinstance(test, Called) and test.method == "startswith" and held:
        prefix = test.args[0] if test.args else None
        texts = prefix.items.values() if isinstance(prefix, Record) else [prefix]
        return all(isinstance(t, Constant) and re.fullmatch(r"\w+://[^/]+/.*", str(t.value)) for t in texts)
    return isinstance(test, Called) and test.method == "endswith" and bool(held) and _is_dotted_suffix(test)


def _is_dotted_suffix(test: Called) -> bool:
    suffix = test.args[0] if test.args else None
    return isinstance(suffix, Constant) and str(suffix.value).startswith(".")


def stays_on_site(fact: Facts, value: Value) -> bool:
    """Whether a test keeps a redirect on the site: no host in it, or a slash and no second one."""
    test, held = fact.value, fact.outcome
    if isinstance(test, Part) and test.key in ("netloc", "hostname", "scheme"):
        return held is False
    if isinstance(test, Computed) and test.operator in ("==", "!=") and held == (test.operator == "=="):
        return any(isinstance(o, Part) and o.key in ("netloc", "hostname") for o in test.operands)
    if isinstance(test, Called) and test.method == "startswith":
        return _is_slash(fact) and any(_is_slash(f) and f.outcome is not held for f in fact)
    return ties_host_down(fact, value)


def _is_slash(fact: Facts) -> bool:
    """`startswith("/")` that held, or `startswith("//")` that did not."""
    test = fact.value
    if not (isinstance(test, Called) and test.method == "startswith" and test.args):
        return False
    given = test.args[0]
    texts = list(given.items.values()) if isinstance(given, Record) else [given]
    written = [str(t.value) for t in texts if isinstance(t, Constant)]
    return written == ["/"] if fact.outcome else "//" in written


def is_guarded_client(graph: Graph) -> bool:
    """Whether a function makes its HTTP client with a transport of the project's own, which may refuse addresses."""
    clients = ("httpx.Client", "httpx.AsyncClient", "aiohttp.ClientSession")
    made = (c for c in graph.calls if getattr(c.function, "dotted", "") in clients)
    return any({"transport", "mounts", "connector"} & c.keywords.keys() for c in made)
