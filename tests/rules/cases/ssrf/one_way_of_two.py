"""A value that is checked on one way only; a position in it that says nothing of it."""

import requests
from fastapi import FastAPI

app = FastAPI()
HOSTS = {"https://example.com"}


@app.get("/cut")
def cut(url: str):
    position = url.rfind("?q=")
    if position != -1:
        url = url[:position]
    return requests.get(url).text  # expect: ssrf


@app.get("/stripped")
def stripped(url: str):
    address = url
    if url not in HOSTS:
        address = url.strip()
    return requests.get(address).text  # expect: ssrf


@app.get("/both")
def both(url: str):
    address = url
    if url not in HOSTS:
        address = "https://example.com"
    return requests.get(address).text
