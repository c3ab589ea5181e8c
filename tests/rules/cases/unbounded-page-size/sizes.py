# file: app/paging.py
from typing import Annotated

from fastapi import Depends, Query

Limit = Annotated[int, Query(ge=1, le=100)]


class Page:
    def __init__(self, offset: int = 0, limit: int = Query(20, le=100)):
        self.offset = offset
        self.limit = limit


def loose_page(
    skip: int = 0,
    take: int = 50,  # expect: unbounded-page-size
):
    return skip, take


# file: app/main.py
from typing import Annotated, Optional

from fastapi import Depends, FastAPI, HTTPException, Query
from pydantic import Field

from app.paging import Limit, Page, loose_page

app = FastAPI()


@app.get("/a")
def a(skip: int = 0, limit: int = 100): ...  # expect: unbounded-page-size


@app.get("/b")
def b(page: int = 1, page_size: Annotated[int, Query(ge=1)] = 20): ...  # expect: unbounded-page-size


@app.get("/c")
def c(limit: Optional[int] = None): ...  # expect: unbounded-page-size


@app.get("/d")
def d(page=Depends(loose_page)): ...


@app.get("/e")
def e(limit: Limit = 10, per_page: Annotated[int, Field(lt=50)] = 5, page: Page = Depends()): ...


@app.get("/f")
def f(limit: int = 10):
    return list(range(min(limit, 100)))


@app.get("/g")
def g(limit: int = 10):
    if limit > 100:
        raise HTTPException(422, "too many")


@app.get("/thumbnail")
def thumbnail(size: int = 64, count: int = 1): ...


@app.post("/h")
def h(limit: int = 10): ...
