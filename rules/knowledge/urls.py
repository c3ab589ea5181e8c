"""Calls that fetch an address, calls that send a browser to one, and tests that tie an address down.

Sources: requests, httpx, aiohttp, urllib, http.client and socket (Python 3.14), urllib3, Tornado (httpclient), boto3
(endpoint_url), websockets, websocket-client, Playwright, Selenium and crawl4ai (navigation), yt-dlp, wget, trafilatura,
newspaper, feedparser, pandas (readers that take addresses), fsspec, smart_open, GitPython (clone_from), LangChain
(web loaders), the clients of OpenAI, Anthropic, Ollama, Qdrant and Elasticsearch (base_url, host), Starlette
(RedirectResponse); OWASP's cheat sheets on SSRF and unvalidated redirects.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from fastlint.insight.flow import Called, Computed, Constant, Facts, Graph, Part, Record, Sink, Text, Value, made_of

_VERBS = ("get", "post", "put", "patch", "delete", "head", "options")
_MODULES = (
    "requests", "httpx", "requests.Session", "httpx.Client", "httpx.AsyncClient", "aiohttp.ClientSession", "curl_cffi.requests",
    "niquests", "asks", "treq",
)  # fmt: skip
_MODELS = (
    "openai.OpenAI",
    "openai.AsyncOpenAI",
    "anthropic.Anthropic",
    "anthropic.AsyncAnthropic",
    "langchain_openai.ChatOpenAI",
)
_READERS = ("csv", "json", "html", "xml", "excel", "parquet", "table", "feather")
_LOADERS = ("langchain_community.document_loaders", "langchain.document_loaders")

FETCHES: tuple[Sink, ...] = (
    *(Sink(f"{module}.{verb}", 0, "url", "an outbound request") for module in _MODULES for verb in _VERBS),
    *(Sink(f"{module}.request", 1, "url", "an outbound request") for module in _MODULES),
    *(Sink(f"{module}.stream", 1, "url", "an outbound request") for module in ("httpx", "httpx.Client", "httpx.AsyncClient")),
    *(Sink(f"aiohttp.ClientSession.{name}", 0, "url", "an outbound connection") for name in ("ws_connect",)),
    *(Sink(f"httpx.{name}", None, "base_url", "an outbound client") for name in ("Client", "AsyncClient")),
    Sink("aiohttp.ClientSession", 0, "base_url", "an outbound client"),
    *(Sink(f"httpx.{name}.build_request", 1, "url", "an outbound request") for name in ("Client", "AsyncClient")),
    *(Sink(f"{module}.Request", 1, "url", "an outbound request") for module in ("httpx", "requests")),
    Sink("aiohttp.request", 1, "url", "an outbound request"),
    *(Sink(f"urllib.request.{name}", 0, "url", "an outbound request") for name in ("URLopener.open", "build_opener.open")),
    *(Sink(f"http.client.{name}", 0, "host", "an outbound connection") for name in ("HTTPConnection", "HTTPSConnection")),
    Sink("socket.create_connection", 0, "address", "an outbound connection", path=(0,)),
    Sink("socket.socket.connect", 0, "address", "an outbound connection", path=(0,)),
    Sink("asyncio.open_connection", 0, "host", "an outbound connection"),
    Sink("tornado.httpclient.AsyncHTTPClient.fetch", 0, "request", "an outbound request"),
    Sink("websocket.create_connection", 0, "url", "an outbound connection"),
    Sink("wget.download", 0, "url", "an outbound request"),
    Sink("trafilatura.fetch_url", 0, "url", "an outbound request"),
    Sink("newspaper.Article", 0, "url", "an outbound request"),
    Sink("yt_dlp.YoutubeDL.extract_info", 0, "url", "an outbound request"),
    Sink("yt_dlp.YoutubeDL.download", 0, "url_list", "an outbound request"),
    Sink("git.Repo.clone_from", 0, "url", "a repository that is cloned"),
    *(Sink(f"{module}.open", 0, "uri", "an address that is opened", doubt=1) for module in ("fsspec", "smart_open")),
    *(Sink(f"pandas.read_{kind}", 0, "", "an address that is read", doubt=1) for kind in _READERS),
    *(Sink(f"{name}", None, "base_url", "an outbound client", doubt=1) for name in _MODELS),
    *(Sink(f"ollama.{name}", 0, "host", "an outbound client", doubt=1) for name in ("Client", "AsyncClient")),
    *(Sink(f"qdrant_client.{name}", None, "url", "an outbound client", doubt=1) for name in ("QdrantClient", "AsyncQdrantClient")),
    *(Sink(f"elasticsearch.{name}", 0, "hosts", "an outbound client", doubt=1) for name in ("Elasticsearch", "AsyncElasticsearch")),
    *(Sink(f"sqlalchemy.{name}", 0, "url", "a database connection", doubt=1) for name in ("create_engine", "ext.asyncio.create_async_engine")),
    *(Sink(name, None, "host", "a database connection", doubt=1) for name in ("pymysql.connect", "psycopg2.connect", "psycopg.connect", "asyncpg.connect")),
    *(Sink(f"urllib.request.{name}", 0, "url", "an outbound request") for name in ("urlopen", "urlretrieve", "Request")),
    *(Sink(f"urllib3.{name}", 1, "url", "an outbound request") for name in ("request", "PoolManager.request", "PoolManager.urlopen")),
    Sink("websockets.connect", 0, "uri", "an outbound connection"),
    Sink("boto3.client", None, "endpoint_url", "an outbound client"),
    Sink("boto3.resource", None, "endpoint_url", "an outbound client"),
    Sink("feedparser.parse", 0, "url_file_stream_or_string", "an outbound request", doubt=1),
)  # fmt: skip

BROWSERS: tuple[Sink, ...] = (
    *(Sink(f"crawl4ai.AsyncWebCrawler.{name}", 0, keyword, "a browser's navigation") for name, keyword in (("arun", "url"), ("arun_many", "urls"))),
    Sink(".arun", None, "url", "a browser's navigation", doubt=1),
    Sink(".arun_many", None, "urls", "a browser's navigation", doubt=1),
    Sink(".goto", 0, "url", "a browser's navigation", doubt=1),
    *(Sink(f"selenium.webdriver.{name}.get", 0, "url", "a browser's navigation") for name in ("Chrome", "Firefox", "Edge", "Remote")),
    *(Sink(f"{module}.{name}", 0, "web_path", "a page that is loaded", doubt=1) for module in _LOADERS for name in ("WebBaseLoader", "AsyncHtmlLoader", "PlaywrightURLLoader")),
    *(Sink(f"{name}", 0, "input", "a page that is printed") for name in ("pdfkit.from_url", "imgkit.from_url")),
    Sink("weasyprint.HTML", None, "url", "a page that is printed"),
)  # fmt: skip
"""Browsers and what works like one: they open files and inner addresses as readily as pages."""

ANSWER = "starlette.responses.RedirectResponse"
"""As the class of a route's response: what the handler returns is where the redirect leads."""

REDIRECTS: tuple[Sink, ...] = (
    Sink("starlette.responses.RedirectResponse", 0, "url", "the target of a redirect"),
    *(
        Sink(f"starlette.responses.{name}", position, "headers", "the Location header", path=("Location",))
        for name, position in (("Response", 2), ("JSONResponse", 2), ("HTMLResponse", 2))
    ),
    Sink("fastapi.HTTPException", 2, "headers", "the Location header", path=("Location",)),
)

URL_CLEANERS = frozenset({
    "urllib.parse.quote", "urllib.parse.quote_plus", "urllib.parse.urlencode", ".url_for", ".url_path_for", ".include_query_params",
    "urllib.parse.ParseResult.path", "io.BytesIO", "io.StringIO", "pathlib.Path", "pathlib.Path.joinpath",
    "pathlib.Path.with_suffix", "pathlib.Path.with_name", "pathlib.Path.resolve", "pathlib.Path.absolute",
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

_TELLING_NOTHING = frozenset({"scheme", "port", "path", "query", "fragment", "params"})


def is_beside_host(value: Value) -> bool:
    """Whether a part of an address says nothing of where it leads."""
    while isinstance(value, Called) and value.receiver is not None and value.method in ("lower", "strip", "casefold"):
        value = value.receiver
    return isinstance(value, Part) and (value.key in _TELLING_NOTHING or _is_before_colon(value))


def _is_before_colon(part: Part) -> bool:
    """Whether it is what stands before the colon of a `netloc`: the host, or a user name before `:password@host`."""
    cut = part.whole
    if part.key != 0 or not isinstance(cut, Called) or cut.method not in ("split", "partition") or not cut.args:
        return False
    is_at_colon = isinstance(cut.args[0], Constant) and cut.args[0].value == ":"
    return is_at_colon and isinstance(cut.receiver, Part) and cut.receiver.key == "netloc"


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
    follows_slash = len(before) == 1 and prefix == "/"
    is_stripped = follows_slash and _begins_with_no_slash(text.parts[index])
    return not is_stripped and (chooses_host(text, index) or follows_slash)


def _begins_with_no_slash(value: Value) -> bool:
    """Whether slashes were taken off the beginning, so that one put before it stays the only one."""
    taken = value.args[0] if isinstance(value, Called) and value.method in ("lstrip", "strip") and value.args else None
    return isinstance(taken, Constant) and "/" in str(taken.value)


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


def ties_scheme_down(fact: Facts, value: Value) -> bool:
    """Whether a test refuses all addresses but those that begin in some ways, so that a browser opens no file."""
    test = fact.value
    if isinstance(test, Called) and test.method == "startswith" and fact.outcome and fact.is_refusal:
        return True
    return ties_host_down(fact, value)


def _is_dotted_suffix(test: Called) -> bool:
    suffix = test.args[0] if test.args else None
    first = suffix.parts[0] if isinstance(suffix, Text) else suffix
    return isinstance(first, Constant) and str(first.value).startswith(".")


def stays_on_site(fact: Facts, value: Value) -> bool:
    """Whether a test keeps a redirect on the site: no host in it, or a slash and no second one."""
    test, held = fact.value, fact.outcome
    if isinstance(test, Part) and test.key in ("netloc", "hostname"):
        return held is False  # without a scheme there is still `//host`
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


def replaces_host(value: Value) -> bool:
    """`parsed._replace(netloc=address)`, where nothing of the host that was there is kept."""
    netloc = value.keywords.get("netloc") if isinstance(value, Called) and value.method == "_replace" else None
    kept = (inner.key for inner in made_of(netloc) if isinstance(inner, Part)) if netloc is not None else ()
    return netloc is not None and {"netloc", "hostname"}.isdisjoint(kept)


def is_joined_behind(values: Iterable[Value]) -> bool:
    """Whether a value is joined to another as names of files are: what it is joined to, or nothing, says the host."""
    return any(
        isinstance(whole, Called) and _dotted(whole) in _FILE_JOINS and part in whole.args[1:]
        for part, whole in pairwise(values)
    )


def fills_unknown(values: Iterable[Value]) -> bool:
    """Whether a value is put into a text of which nothing is known: mostly one that begins with its host."""
    return any(
        isinstance(whole, Called) and whole.method == "format" and part in (*whole.args, *whole.keywords.values())
        for part, whole in pairwise(values)
    )


_FILE_JOINS = frozenset({"os.path.join", "posixpath.join"})


def _dotted(called: Called) -> str:
    return str(getattr(called.function, "dotted", ""))


def is_guarded_client(graph: Graph) -> bool:
    """Whether a function makes its HTTP client with a transport of the project's own, which may refuse addresses."""
    clients = ("httpx.Client", "httpx.AsyncClient", "aiohttp.ClientSession")
    made = (c for c in graph.calls if getattr(c.function, "dotted", "") in clients)
    return any({"transport", "mounts", "connector"} & c.keywords.keys() for c in made)
