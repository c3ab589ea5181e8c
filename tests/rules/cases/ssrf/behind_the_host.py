"""What is joined to an address as files are says nothing of its host, or is no address at all."""

import os
from pathlib import Path

import pandas as pd
import requests
from fastapi import FastAPI

app = FastAPI()
FILES = Path("/srv/files")


@app.get("/mirror/{path:path}")
def mirror(path: str):
    return requests.get(os.path.join(find_mirror(), path), timeout=5).content


@app.get("/any")
def fetch(url: str):
    return requests.get(os.path.join(url, "index.html"), timeout=5).content  # expect: ssrf


@app.get("/known")
def known(host: str):
    return requests.get("https://{}/index.html".format(host), timeout=5).content  # expect: ssrf


@app.get("/tables/{name}")
def table(name: str):
    return pd.read_feather(FILES.joinpath(f"{name}-1.feather")).to_dict()


@app.get("/changes/{name}")
def changes(name: str):
    return pd.read_feather((FILES / f"{name}_changes").with_suffix(".feather")).to_dict()


@app.get("/any-table")
def any_table(url: str):
    return pd.read_feather(url).to_dict()  # expect: ssrf
