"""What a variable holds that `Depends` made, by itself or in a function, is no parameter of the request."""

import httpx
from fastapi import Depends, FastAPI

app = FastAPI()


class Mirror:
    def __init__(self, address: str) -> None:
        self.address = address


def open_mirror() -> Mirror:
    return Mirror("https://mirror.example.com")


def depends_mirror() -> object:
    return Depends(open_mirror)


def default_address() -> str:
    return "https://example.com"


mirror_dependency = depends_mirror()
plain_dependency = Depends(open_mirror)


def fetched(mirror: Mirror = mirror_dependency) -> str:
    return httpx.get(mirror.address).text


def fetched_plainly(mirror: Mirror = plain_dependency) -> str:
    return httpx.get(mirror.address).text


@app.get("/mirror")
def show(first: str = Depends(fetched), second: str = Depends(fetched_plainly)) -> str:
    return first + second


@app.get("/page")
def page(address: str = default_address()) -> str:
    return httpx.get(address).text  # expect: ssrf
