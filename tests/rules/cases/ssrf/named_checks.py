"""A function that by its name checks addresses and turns some down is believed; one that turns none down is not."""

import asyncio
import socket
from urllib.parse import urlparse

import requests
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
BLOCKED = {"localhost"}


def validate_url(url: str) -> None:
    address = socket.gethostbyname(urlparse(url).hostname or "")
    if address.startswith("10.") or address in BLOCKED:
        raise ValueError("refused")


def check_url(url: str) -> bool:
    return bool(urlparse(url).netloc)


@app.get("/checked")
def checked(url: str):
    validate_url(url)
    return requests.get(url).text


@app.get("/looked-at")
def looked_at(url: str):
    check_url(url)
    return requests.get(url).text  # expect: ssrf


@app.get("/checked-in-a-thread")
async def checked_in_a_thread(url: str):
    await asyncio.to_thread(validate_url, url)
    return requests.get(url).text


@app.get("/checked-later")
async def checked_later(url: str, tasks: BackgroundTasks):
    tasks.add_task(validate_url, url)
    return requests.get(url).text  # expect: ssrf
