"""A nested function sees what its variables were given, and made sure of, in the call that defined it."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable

from fastapi import BackgroundTasks, FastAPI, HTTPException

app = FastAPI()
COMMANDS = {"who", "uptime"}


def kept(text: str) -> str:
    def inner() -> str:
        return text

    return inner()


async def kept_in_thread(text: str) -> str:
    def inner() -> str:
        return text

    return await asyncio.to_thread(inner)


def kept_deeper(text: str) -> str:
    def middle() -> str:
        def inner() -> str:
            return text

        return inner()

    return middle()


def joining(text: str) -> Callable[[str], str]:
    def inner(other: str) -> str:
        return f"{text} {other}"

    return inner


def generated(text: str) -> AsyncIterator[str]:
    async def inner() -> AsyncIterator[str]:
        yield text

    return inner()


@app.get("/given-back")
async def given_back(text: str) -> None:
    kept(text), await kept_in_thread(text), kept_deeper(text), generated(text)
    os.system(kept("who"))
    os.system(await kept_in_thread("who"))
    os.system(kept_deeper("who"))
    os.system(kept(text))  # expect: command-injection
    os.system(await kept_in_thread(text))  # expect: command-injection
    os.system(kept_deeper(text))  # expect: command-injection
    async for each in generated("who"):
        os.system(each)
    async for each in generated(text):
        os.system(each)  # expect: command-injection


@app.get("/made")
def made(text: str) -> None:
    fixed, other = joining("who"), joining(text)
    os.system(fixed("--all"))
    os.system(fixed(text))  # expect: command-injection
    os.system(other("--all"))  # expect: command-injection


@app.get("/checked")
def checked(text: str, tasks: BackgroundTasks) -> None:
    if text not in COMMANDS:
        raise HTTPException(400)

    def inner() -> None:
        os.system(text)

    tasks.add_task(inner)


@app.get("/unchecked")
def unchecked(text: str, tasks: BackgroundTasks) -> None:
    def inner() -> None:
        os.system(text)  # expect: command-injection

    tasks.add_task(inner)


@app.get("/replaced")
def replaced(text: str, tasks: BackgroundTasks) -> None:
    text = text if text in COMMANDS else "who"

    def inner() -> None:
        os.system(text)

    tasks.add_task(inner)


@app.get("/replaced-afterwards")
def replaced_afterwards(text: str, tasks: BackgroundTasks) -> None:
    command = "who"

    def inner() -> None:
        os.system(command)  # expect: command-injection

    command = text
    tasks.add_task(inner)
