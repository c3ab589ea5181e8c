import ipaddress
import socket
from urllib.parse import urlparse, urlsplit

import httpx
from fastapi import FastAPI, HTTPException

app = FastAPI()
ALLOWED = ["a.example", "b.example"]


@app.get("/next")
def by_next(link: str):
    release = next((r for r in releases() if r.link == link), None)
    if not release:
        raise HTTPException(404)
    return httpx.get(link).text


@app.get("/next/other")
def by_another(link: str, wanted: str):
    release = next((r for r in releases() if r.link == wanted), None)
    if not release:
        raise HTTPException(404)
    return httpx.get(link).text  # expect: ssrf


@app.get("/next/default")
def by_default(host: str):
    found = next((a for a in ALLOWED if a == host), "a.example")
    if found is None:
        raise HTTPException(404)
    return httpx.get(f"https://{host}/").text  # expect: ssrf


@app.get("/next/forbidden")
def forbidden(host: str):
    found = next((a for a in ALLOWED if a == host), None)
    if found:
        raise HTTPException(404)
    return httpx.get(f"https://{host}/").text  # expect: ssrf


def check(url: str, parts) -> None:
    if parts.hostname not in ALLOWED:
        raise HTTPException(400)


def check_scheme(url: str, parts) -> None:
    if parts.scheme not in ("http", "https"):
        raise HTTPException(400)


@app.get("/parts")
def by_parts(url: str):
    check(url, urlsplit(url))
    return httpx.get(url).text


@app.get("/scheme")
def by_scheme(url: str):
    check_scheme(url, urlsplit(url))
    return httpx.get(url).text  # expect: ssrf


def refuse_inner(url: str) -> None:
    host = urlparse(url).hostname
    addresses = [ipaddress.ip_address(info[4][0]) for info in socket.getaddrinfo(host, 443)]
    if any(not address.is_global for address in addresses):
        raise HTTPException(400)


def refuse_own(url: str) -> None:
    addresses = [ipaddress.ip_address(info[4][0]) for info in socket.getaddrinfo("a.example", 443)]
    if any(not address.is_global for address in addresses):
        raise HTTPException(400)


@app.get("/resolved")
def resolved(url: str):
    refuse_inner(url)
    return httpx.get(url).text


@app.get("/resolved/own")
def resolved_own(url: str):
    refuse_own(url)
    return httpx.get(url).text  # expect: ssrf


@app.get("/below")
def below(url: str):
    host = urlparse(url).hostname or ""
    if not any(host == allowed or host.endswith("." + allowed) for allowed in ALLOWED):
        raise HTTPException(400)
    return httpx.get(url).text


@app.get("/ending")
def ending(url: str):
    host = urlparse(url).hostname or ""
    if not any(host.endswith(allowed) for allowed in ALLOWED):
        raise HTTPException(400)
    return httpx.get(url).text  # expect: ssrf
