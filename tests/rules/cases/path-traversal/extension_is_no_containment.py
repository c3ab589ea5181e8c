"""A test of the extension says nothing of the directory."""

import os
from pathlib import Path

from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/suffix")
def by_suffix(name: str):
    if Path(name).suffix.lower() not in {".png", ".jpg"}:
        raise HTTPException(400)
    return (Path("/srv") / name).read_bytes()  # expect: path-traversal


@app.get("/split")
def by_split(name: str):
    if name.split(".")[-1] not in ("txt", "md"):
        raise HTTPException(400)
    return open(os.path.join("/srv", name)).read()  # expect: path-traversal


@app.get("/listed")
def listed(name: str):
    if name not in os.listdir("/srv"):
        raise HTTPException(404)
    return (Path("/srv") / name).read_bytes()
