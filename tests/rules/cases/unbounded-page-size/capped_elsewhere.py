# file: app/service.py
MOST = 500


class Items:
    def page(self, limit: int):
        return self.load(max(1, min(limit, MOST)))

    def everything(self, limit: int):
        rows = self.load(limit)
        return rows[:limit] if len(rows) > limit else rows

    def load(self, limit: int): ...

    def spread(self, **options):
        return self.shown(**options)

    def shown(self, limit: int = 10):
        if limit > 200:
            raise ValueError("too many")
        return self.load(limit)


def capped(limit: int | None) -> int:
    return limit if limit and limit < 100 else 100


def refuse_large(page):
    if page.limit > 100:
        raise ValueError("too many")


# file: app/main.py
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException

from app.service import Items, capped, refuse_large

app = FastAPI()
items = Items()


@app.get("/page")
def page(limit: int = 20):
    return items.page(limit=limit)


@app.get("/everything")
def everything(limit: int = 20):  # expect: unbounded-page-size
    return items.everything(limit)


@app.get("/counted")
def counted(rows: Annotated[list, Depends(Items)], limit: int = 20):  # expect: unbounded-page-size
    return items.load(min(limit, len(rows)))


@app.get("/spread")
def spread(limit: int = 20):
    return items.spread(limit=limit)


@app.get("/chosen")
def chosen(limit: int | None = None):
    return items.load(min(20 if limit is None else limit, 100))


@app.get("/capped")
def by_helper(limit: int | None = None):
    return items.load(capped(limit))


@app.get("/positive")
def positive(limit: int = 20):  # expect: unbounded-page-size
    if limit < 1:
        raise HTTPException(422, "too few")
    return items.load(limit)


@app.get("/optional")
def optional(limit: int | None = None):  # expect: unbounded-page-size
    return items.load(limit) if limit else items.load(20)


@app.get("/sizes")
def sizes(limit: int = 20):
    if limit not in (10, 20, 50):
        raise HTTPException(422, "no such size")
    return items.load(limit)


class Page:
    def __init__(self, limit: int = 10):
        self.limit = limit


@app.get("/refused")
def refused(page: Page = Depends()):
    refuse_large(page)
    return items.load(page.limit)


class LoosePage:
    def __init__(self, limit: int = 10):  # expect: unbounded-page-size
        self.limit = limit


@app.get("/loose")
def loose(page: LoosePage = Depends()):
    return items.load(page.limit)


def parameters(skip: int = 0, limit: int = 10):
    return {"skip": skip, "limit": limit}


@app.get("/parameters")
def by_parameters(page: Annotated[dict, Depends(parameters)]):
    return items.load(min(page["limit"], 100))
