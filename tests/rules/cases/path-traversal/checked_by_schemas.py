"""What validators of a schema let pass: nothing, or what was checked."""

import os
import re

from fastapi import FastAPI
from pydantic import BaseModel, field_validator

app = FastAPI()
SAFE = re.compile(r"^[A-Za-z0-9_-]+$")


def check(name: str) -> str:
    if not SAFE.fullmatch(name.removesuffix(".yml")):
        raise ValueError(name)
    return name


class Optional(BaseModel):
    name: str | None = None

    @field_validator("name")
    @classmethod
    def _check(cls, value):
        if value is None:
            return value
        return check(value)


class Empty(BaseModel):
    name: str = ""

    @field_validator("name")
    @classmethod
    def _check(cls, value):
        if not value:
            return value
        return check(value)


class Unchecked(BaseModel):
    name: str | None = None

    @field_validator("name")
    @classmethod
    def _check(cls, value):
        if value is not None:
            return value
        return check(value)


@app.post("/optional")
def optional(given: Optional):
    return open(os.path.join("data", given.name)).read()


@app.post("/empty")
def empty(given: Empty):
    return open(os.path.join("data", given.name)).read()


@app.post("/unchecked")
def unchecked(given: Unchecked):
    return open(os.path.join("data", given.name)).read()  # expect: path-traversal
