"""Addresses whose beginning is one of a table: what ends the host ties it down."""

import httpx
from fastapi import FastAPI, HTTPException

app = FastAPI()
WHOLE = ("https://a.example.com/", "https://b.example.com/")
OPEN = ["https://a.example.com", "https://b.example.com/"]


@app.get("/table")
def table(url: str):
    if not url.startswith(WHOLE):
        raise HTTPException(400)
    return httpx.get(url, timeout=5).text


@app.get("/any")
def any_of(url: str):
    if not any(url.startswith(start) for start in WHOLE):
        raise HTTPException(400)
    return httpx.get(url, timeout=5).text


@app.get("/open")
def open_end(url: str):
    if not any(url.startswith(start) for start in OPEN):
        raise HTTPException(400)
    return httpx.get(url, timeout=5).text  # expect: ssrf
