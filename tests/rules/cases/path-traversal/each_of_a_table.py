"""Tests of the elements of a display or a table: what they say of all, and what only of some."""

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse

app = FastAPI()
REFUSED = ["..", "/"]
WORDS = ("secret", "..")


@app.get("/any")
def none_of(name: str):
    if any(bad in name for bad in ("..", "/")):
        raise HTTPException(400)
    return FileResponse(f"/srv/{name}")


@app.get("/all")
def all_missing(name: str):
    if all(bad not in name for bad in REFUSED):
        return FileResponse(f"/srv/{name}")
    raise HTTPException(400)


@app.get("/loop")
def loop(name: str):
    for bad in REFUSED:
        if bad in name:
            raise HTTPException(400)
    return FileResponse(f"/srv/{name}")


def is_bad(name):
    return any(bad in name for bad in REFUSED)


@app.get("/asked")
def asked(name: str):
    if is_bad(name):
        raise HTTPException(400)
    return FileResponse(f"/srv/{name}")


@app.get("/not-all")
def one_is_missing(name: str):
    if all(bad in name for bad in REFUSED):
        raise HTTPException(400)
    return FileResponse(f"/srv/{name}")  # expect: path-traversal


@app.get("/left")
def left_early(name: str):
    for bad in REFUSED:
        if bad not in name:
            return FileResponse(f"/srv/{name}")  # expect: path-traversal


@app.get("/words")
def no_separator(name: str):
    if any(bad in name for bad in WORDS):
        raise HTTPException(400)
    return FileResponse(f"/srv/{name}")  # expect: path-traversal


@app.get("/given")
def grows(name: str, more: str):
    if any(bad in name for bad in [more, ".."]):
        raise HTTPException(400)
    return FileResponse(f"/srv/{name}")  # expect: path-traversal
