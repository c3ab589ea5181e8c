import enum
import os
import time

from fastapi import FastAPI

app = FastAPI()


class Mode(enum.Enum):
    FAST = "fast"
    SLOW = "slow"


def fetch(url, is_async=False):
    if is_async:
        return later(url)
    return now(url)


async def later(url):
    return url


def now(url):
    time.sleep(1)
    return url


def handed_on(url, **kwargs):
    return fetch(url, is_async=kwargs.get("is_async", False))


def secret(name):
    if name.startswith("os.environ/"):
        name = name.replace("os.environ/", "")
    if name.startswith("file/"):
        time.sleep(1)
    return os.environ[name]


def by_mode(mode):
    match mode:
        case Mode.FAST | None:
            return 1
        case Mode.SLOW:
            time.sleep(1)
    return 2


def either(flag, mode):
    if flag and mode == "quick":
        return 1
    time.sleep(1)
    return 2


def several(items, is_quick):
    for item in items:
        if not is_quick:
            raise ValueError(item)
    time.sleep(1)


@app.get("/good/{key}")
async def good(key: str):
    options = {"is_async": True}
    pending = [fetch(key, is_async=True), fetch(key, True), handed_on(key, is_async=True), fetch(key, **options)]
    secret("PATH")
    secret(f"KEY_{key}")
    by_mode(Mode.FAST)
    by_mode(None)
    by_mode(mode=Mode.FAST)
    return [await each for each in pending]


@app.get("/bad/{key}")
async def bad(key: str, is_async: bool):
    fetch(key)  # expect: blocking-call-in-async-route
    return key


@app.get("/bad2/{key}")
async def bad2(key: str, is_async: bool):
    pending = fetch(key, is_async)  # expect: blocking-call-in-async-route
    await pending


@app.get("/bad3/{key}")
async def bad3(key: str, is_async: bool):
    handed_on(key)  # expect: blocking-call-in-async-route


@app.get("/bad4/{key}")
async def bad4(key: str):
    secret("file/key")  # expect: blocking-call-in-async-route


@app.get("/bad5/{key}")
async def bad5(key: str):
    secret(f"{key}_KEY")  # expect: blocking-call-in-async-route


@app.get("/bad6/{key}")
async def bad6(key: str):
    by_mode(Mode.SLOW)  # expect: blocking-call-in-async-route


@app.get("/bad7/{flag}")
async def bad7(flag: bool):
    either(flag, "quick")  # expect: blocking-call-in-async-route


@app.get("/bad8/{flag}")
async def bad8(flag: bool):
    several([], False)  # expect: blocking-call-in-async-route
