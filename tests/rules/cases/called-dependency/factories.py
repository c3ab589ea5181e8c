from functools import lru_cache, partial

from fastapi import Depends, FastAPI, Security
from fastapi.security import HTTPBearer
from vendor import limiter


class Guard:
    def __init__(self, role: str):
        self.role = role

    def __call__(self):
        return self.role


class StrictGuard(Guard): ...


class Settings:
    debug = False


class Vendored(limiter.Limit): ...


def closure(role):
    def check():
        return role

    return check


def by_lambda(role):
    return lambda: role


def by_partial(role):
    return partial(closure, role)


def by_instance(role):
    return Guard(role)


def by_library(role):
    return limiter.make(role)


@lru_cache
def cached():
    return 1


def get_settings():
    return Settings()


async def get_user():
    return 1


def get_session():
    yield 1


app = FastAPI(dependencies=[Depends(get_session())])  # expect: called-dependency


@app.get("/a")
def good(
    a=Depends(closure("a")),
    b=Depends(by_lambda("a")),
    c=Depends(by_partial("a")),
    d=Depends(by_instance("a")),
    e=Depends(by_library("a")),
    f=Depends(Guard("a")),
    g=Depends(StrictGuard("a")),
    h=Depends(HTTPBearer()),
    i=Depends(cached()),
    j=Depends(Vendored("a")),
    k=Depends(get_settings),
): ...


@app.get("/b")
def bad(
    a=Depends(get_settings()),  # expect: called-dependency
    b=Security(get_user(), scopes=["a"]),  # expect: called-dependency
    c=Depends(Settings()),  # expect: called-dependency
): ...
