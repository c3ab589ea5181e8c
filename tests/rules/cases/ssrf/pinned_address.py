"""An address whose host is replaced by another is no longer the client's."""

import socket
from urllib.parse import urlparse, urlunparse

import httpx
from fastapi import FastAPI

app = FastAPI()
PROXY = "proxy.example.com"


@app.get("/through-proxy")
def through_proxy(url: str) -> str:
    parsed = urlparse(url)
    netloc = f"{PROXY}:{parsed.port}" if parsed.port else PROXY
    return httpx.get(urlunparse(parsed._replace(netloc=netloc))).text


@app.get("/without-password")
def without_password(url: str) -> str:
    parsed = urlparse(url)
    return httpx.get(urlunparse(parsed._replace(netloc=parsed.hostname))).text  # expect: ssrf


@app.get("/over-tls")
def over_tls(url: str) -> str:
    return httpx.get(urlunparse(urlparse(url)._replace(scheme="https"))).text  # expect: ssrf
