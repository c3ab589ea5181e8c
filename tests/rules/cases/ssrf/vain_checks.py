"""A check is judged by its body where there is one: the scheme of an address says nothing of its host."""

from urllib.parse import urlparse

import httpx
from fastapi import FastAPI, HTTPException

app = FastAPI()
SCHEMES = ("http://", "https://")
HOSTS = ["feeds.example.com"]


def validate_url_scheme(url: str) -> None:
    if not url.startswith(SCHEMES):
        raise HTTPException(400)


def validate_url_form(url: str) -> None:
    parsed = urlparse(url)
    if not parsed.netloc:
        raise ValueError("no host")
    if parsed.scheme.lower() not in {"http", "https"}:
        raise ValueError("no page")


def is_valid_url(url: str) -> bool:
    if not url.startswith("http://") and not url.startswith("https://"):
        return False
    return True


def validate_url_host(url: str) -> None:
    if not url.startswith(SCHEMES):
        raise HTTPException(400)
    refuse(urlparse(url).hostname)


def validate_url_start(url: str) -> None:
    if not url.startswith(SCHEMES):
        raise HTTPException(400)
    if not any(url.removeprefix("https://").startswith(f"{host}/") for host in HOSTS):
        raise HTTPException(400)


def refuse(host: str | None) -> None:
    if host not in HOSTS:
        raise HTTPException(400)


@app.get("/scheme")
def scheme(url: str):
    validate_url_scheme(url)
    return httpx.get(url).text  # expect: ssrf


@app.get("/form")
def form(url: str):
    validate_url_form(url)
    return httpx.get(url).text  # expect: ssrf


@app.get("/said")
def said(url: str):
    if not is_valid_url(url):
        raise HTTPException(400)
    return httpx.get(url).text  # expect: ssrf


@app.get("/host")
def host(url: str):
    validate_url_host(url)
    return httpx.get(url).text


@app.get("/start")
def start(url: str):
    validate_url_start(url)
    return httpx.get(url).text
