"""What is joined to an address as files are says nothing of its host, or is no address at all."""

import os

import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/mirror/{path:path}")
def mirror(path: str):
    return requests.get(os.path.join(find_mirror(), path), timeout=5).content


@app.get("/any")
def fetch(url: str):
    return requests.get(os.path.join(url, "index.html"), timeout=5).content  # expect: ssrf


@app.get("/known")
def known(host: str):
    return requests.get("https://{}/index.html".format(host), timeout=5).content  # expect: ssrf
