from typing import Annotated

from fastapi import Body, Depends, FastAPI, Form, Query, Request
from pydantic import BaseModel

app = FastAPI()


class Filter(BaseModel):
    color: str


class Page:
    def __init__(self, number: int = 1):
        self.number = number


def load() -> Filter:
    return Filter(color="red")


def read_form(name: Annotated[str, Form()]):  # expect: body-in-get
    return name


@app.get("/a")
def from_query(color: str, page: Annotated[Page, Depends()], tags: list[str] = Query([])): ...


@app.get("/b")
def from_dependency(request: Request, wanted: Annotated[Filter, Depends(load)]): ...


@app.get("/c")
def from_model(wanted: Annotated[Filter, Query()]): ...


@app.post("/d")
def create(wanted: Filter): ...


@app.api_route("/e", methods=["GET", "POST"])
def both(wanted: Filter | None = None): ...


@app.get("/items/search")
def search(wanted: Filter): ...


@app.get("/f")
def model(wanted: Filter): ...  # expect: body-in-get


@app.get("/g")
def explicit(depth: int = Body(1)): ...  # expect: body-in-get


@app.get("/h", dependencies=[Depends(read_form)])
def by_dependency(): ...


@app.delete("/i")
def remove(wanted: Filter): ...  # expect: body-in-get
