"""What pydantic runs on a value before the handler gets it."""

import os
import re
from typing import Annotated

from fastapi import FastAPI
from fastapi.responses import FileResponse
from pydantic import AfterValidator, BaseModel, BeforeValidator, field_validator, model_validator, root_validator

app = FastAPI()
NAME = re.compile("[a-z]+")


def is_name(value):
    if not NAME.fullmatch(value):
        raise ValueError("no name")
    return value


def stripped(value):
    return value.strip()


def last(value):
    return os.path.basename(value)


Name = Annotated[str, AfterValidator(is_name)]


class Whole(BaseModel):
    name: str
    note: str

    @model_validator(mode="after")
    def check(self):
        if not NAME.fullmatch(self.name):
            raise ValueError("no name")
        return self


class Old(BaseModel):
    name: str

    @root_validator(pre=True)
    def check(cls, values):
        if not NAME.fullmatch(values["name"]):
            raise ValueError("no name")
        return values


class Field(BaseModel):
    name: Annotated[str, BeforeValidator(is_name)]
    plain: Annotated[str, BeforeValidator(stripped)]
    short: str

    @field_validator("short")
    @classmethod
    def shorten(cls, value):
        return os.path.basename(value)


@app.get("/alias")
def alias(name: Name):
    return FileResponse(f"/srv/{name}")


@app.get("/cut")
def cut(name: Annotated[str, AfterValidator(last)]):
    return FileResponse(f"/srv/{name}")


@app.get("/stripped")
def strip(name: Annotated[str, AfterValidator(stripped)]):
    return FileResponse(f"/srv/{name}")  # expect: path-traversal


@app.post("/whole")
def whole(body: Whole):
    FileResponse(f"/srv/{body.name}")
    return FileResponse(f"/srv/{body.note}")  # expect: path-traversal


@app.post("/old")
def old(body: Old):
    return FileResponse(f"/srv/{body.name}")


@app.post("/field")
def field(body: Field):
    FileResponse(f"/srv/{body.name}")
    FileResponse(f"/srv/{body.short}")
    return FileResponse(f"/srv/{body.plain}")  # expect: path-traversal
