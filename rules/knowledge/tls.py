"""Switches by which TLS stops to verify who is on the other side.

Sources: the reference documentation of Python 3.14 (ssl), requests, httpx, aiohttp, urllib3, websockets, boto3,
Elasticsearch, PyMongo, redis-py, paramiko, asyncssh, ldap3.
"""

import re

CLIENTS = (
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "boto3",
    "botocore",
    "websockets",
    "websocket",
    "curl_cffi",
    "hvac",
)
"""Packages whose functions take the switches below."""

METHODS = frozenset({
    "get", "post", "put", "patch", "delete", "head", "options", "request", "stream", "send", "ws_connect", "connect",
    "Client", "AsyncClient", "ClientSession", "TCPConnector", "Session", "fetch", "client", "resource",
    "AsyncHTTPTransport", "HTTPTransport", "PoolManager", "HTTPSConnectionPool", "Elasticsearch", "AsyncElasticsearch", "OpenSearch",
    "AsyncOpenSearch", "MongoClient", "AsyncIOMotorClient", "AsyncMongoClient", "Redis", "from_url", "StrictRedis", "get_client",
})  # fmt: skip
"""Last names of functions that take them."""

TAKING_SSL = frozenset(
    {"get", "post", "put", "patch", "delete", "head", "options", "request", "ws_connect", "TCPConnector"}
)
"""Those for which `ssl=False` means a connection that is encrypted and not verified."""

RECEIVER = re.compile(r"client|session|http|request|conn", re.IGNORECASE)
"""What clients of other packages are called."""

OFF = {
    "verify": (False,),
    "verify_ssl": (False,),
    "ssl_verify": (False,),
    "verify_certs": (False,),
    "ssl": (False,),
    "cert_reqs": ("CERT_NONE", "NONE"),
    "ssl_cert_reqs": (None, "none", "CERT_NONE"),
    "tlsAllowInvalidCertificates": (True,),
    "tlsInsecure": (True,),
}
"""Keyword -> the values that switch verification off."""

UNVERIFIED_CONTEXTS = frozenset({"ssl._create_unverified_context", "ssl._create_stdlib_context"})
NO_CERTIFICATE = frozenset({"ssl.CERT_NONE", "ssl.VerifyMode.CERT_NONE"})
CERTIFICATE = frozenset({f"ssl.{name}" for name in ("CERT_REQUIRED", "VerifyMode.CERT_REQUIRED", "CERT_OPTIONAL")})
ATTRIBUTES = {"verify_mode": NO_CERTIFICATE, "_create_default_https_context": UNVERIFIED_CONTEXTS}
"""Attribute -> the values that switch verification off when assigned."""

FALSE_ATTRIBUTES = frozenset({"check_hostname", "verify"})
"""Attributes of contexts and sessions that switch verification off when set to False."""

ANY_HOST_KEY = frozenset({"paramiko.AutoAddPolicy", "paramiko.WarningPolicy", "paramiko.client.AutoAddPolicy"})

NAMES = frozenset({"set_missing_host_key_policy", *(name.rpartition(".")[2] for name in UNVERIFIED_CONTEXTS)})
"""The last names of calls that switch verification off whatever they are given."""

SWITCH = re.compile(r"ignore|insecure|verify|skip|allow|disable|self_?signed|trust", re.IGNORECASE)
"""In the name of a switch that turns verification off."""
