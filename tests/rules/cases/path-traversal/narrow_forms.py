"""Text of one narrow form: what parsing it makes sure of, members of enums, characters that are picked."""

import uuid
from enum import Enum, StrEnum
from pathlib import Path

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse

app = FastAPI()


class Kind(str, Enum):
    A = "a"


class Other(StrEnum):
    B = "b"


@app.get("/uuid")
def parsed(name: str):
    try:
        uuid.UUID(name)
    except ValueError as error:
        raise HTTPException(400) from error
    return FileResponse(f"/srv/{name}")


def is_number(text):
    try:
        int(text)
    except ValueError:
        return False
    return True


@app.get("/number")
def asked(name: str):
    if not is_number(name):
        raise HTTPException(400)
    return FileResponse(f"/srv/{name}")


@app.get("/ignored")
def goes_on(name: str):
    try:
        uuid.UUID(name)
    except ValueError:
        pass
    return FileResponse(f"/srv/{name}")  # expect: path-traversal


@app.get("/member")
def member(name: str):
    kind = Kind(name)
    return FileResponse(f"/srv/{kind.value}/{Other(name).value}/{name}")


@app.get("/component")
def only_name(name: str):
    if Path(name).name != name:
        raise HTTPException(400)
    return FileResponse(f"/srv/{name}")


@app.get("/picked")
def picked(name: str):
    letters = "".join(filter(str.isalnum, name))
    some = "".join(c for c in name if c.isalnum() or c in "-_")
    others = "".join(c if c.isalnum() else "_" for c in name)
    return FileResponse(f"/srv/{letters}/{some}/{others}")


@app.get("/slash")
def keeps_slash(name: str):
    some = "".join(c for c in name if c.isalnum() or c in "./")
    return FileResponse(f"/srv/{some}")  # expect: path-traversal


@app.get("/spaces")
def drops_spaces(name: str):
    some = "".join(c for c in name if c != " ")
    return FileResponse(f"/srv/{some}")  # expect: path-traversal


def kind_of(name) -> Kind:
    return Kind.A


@app.get("/told")
def told(name: str):
    kind_of(name)
    return FileResponse(f"/srv/{name}")  # expect: path-traversal
