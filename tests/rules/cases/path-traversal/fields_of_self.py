import os
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, field_validator

app = FastAPI()


class Body(BaseModel):
    path: str

    def read(self):
        return self.open()

    def open(self):
        return open(self.path).read()  # expect: path-traversal


class Made(BaseModel):
    path: str

    def read(self):
        return open(self.path).read()  # expect: path-traversal


@dataclass
class Sent:
    path: str

    def read(self):
        return open(self.path).read()  # expect: path-traversal


@dataclass
class Base:
    mode: str


@dataclass
class Ordered(Base):
    root: ClassVar[str] = "/srv"
    path: str = ""

    def read(self):
        return open(self.path, self.mode).read()  # expect: path-traversal


@dataclass
class Other(Base):
    """The path is the server's, only the mode is sent."""

    path: str = ""

    def read(self):
        return open(self.path, self.mode).read()


class Pair(NamedTuple):
    mode: str
    path: str

    def read(self):
        return open(self.path).read()


@dataclass
class Cleaned:
    path: str

    def __post_init__(self):
        self.path = os.path.basename(self.path)

    def read(self):
        return open(self.path).read()


class Validated(BaseModel):
    path: str

    @field_validator("path")
    @classmethod
    def plain(cls, value):
        if value not in ("a", "b"):
            raise ValueError("unknown")
        return value

    def read(self):
        return open(self.path).read()


@dataclass
class Refusing:
    path: str

    def read(self):
        if self.path not in ("a", "b"):
            raise HTTPException(404)
        return open(self.path).read()


@app.post("/body")
def body(body: Body):
    return body.read()


@app.get("/made")
def made(path: str):
    return Made(path=path).read()


@app.get("/sent")
def sent(sent: Sent = Depends()):
    return sent.read()


@app.get("/ordered")
def ordered(path: str):
    return Ordered("r", path).read()


@app.get("/other")
def other(mode: str):
    return Other(mode, "/srv/index").read()


@app.get("/pair")
def pair(mode: str):
    return Pair(mode, "/srv/index").read()


@app.get("/cleaned")
def cleaned(path: str):
    return Cleaned(path).read()


@app.post("/validated")
def validated(body: Validated):
    return body.read()


@app.get("/validated-here")
def validated_here(path: str):
    return Validated(path=path).read()


@app.get("/refusing")
def refusing(path: str):
    return Refusing(path).read()
