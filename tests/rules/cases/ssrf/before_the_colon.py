"""What stands before the colon of a `netloc` may be a user's name: `https://example.com:x@10.0.0.1/`."""

from urllib.parse import urlparse

import httpx
from fastapi import FastAPI, HTTPException

app = FastAPI()
HOSTS = {"example.com", "example.org"}


def is_allowed(url: str) -> bool:
    parsed = urlparse(url)
    if parsed.scheme not in {"http", "https"}:
        return False
    return parsed.netloc.split(":")[0] in HOSTS


def is_known(url: str) -> bool:
    parsed = urlparse(url)
    if parsed.scheme not in {"http", "https"}:
        return False
    return parsed.hostname in HOSTS


@app.get("/netloc")
def by_netloc(url: str):
    if not is_allowed(url):
        raise HTTPException(400)
    return httpx.get(url).text  # expect: ssrf


@app.get("/hostname")
def by_hostname(url: str):
    if not is_known(url):
        raise HTTPException(400)
    return httpx.get(url).text


@app.get("/whole")
def by_whole_netloc(url: str):
    if urlparse(url).netloc not in HOSTS:
        raise HTTPException(400)
    return httpx.get(url).text
