"""A test of one key of a container, also where it is asked for by `.get`, speaks of that key only."""

import os

from fastapi import Body, FastAPI, HTTPException, Request

app = FastAPI()
COMMANDS = {"uptime", "who"}


@app.post("/body")
async def body(request: Request) -> None:
    data = await request.json()
    if data.get("language") == "bash":
        os.system(data["code"])  # expect: command-injection


@app.post("/variables")
async def variables(data: dict = Body()) -> None:
    language, code = data.get("language"), data.get("code")
    if language in ("bash", "sh"):
        os.system(code)  # expect: command-injection


@app.post("/headers")
def headers(request: Request) -> None:
    if request.headers.get("x-mode") != "run":
        raise HTTPException(400)
    os.system(request.headers.get("x-code"))  # expect: command-injection


@app.post("/other-of-two")
def other_of_two(data: dict = Body()) -> None:
    if COMMANDS.isdisjoint(data) or not data.get("name").isalnum():
        raise HTTPException(400)
    os.system(data.get("code"))  # expect: command-injection


@app.post("/same-key")
def same_key(data: dict = Body()) -> None:
    if data.get("code") not in COMMANDS:
        raise HTTPException(400)
    os.system(data.get("code"))


@app.post("/same-key-otherwise")
def same_key_otherwise(data: dict = Body()) -> None:
    if data.get("code", "who") in COMMANDS:
        os.system(data["code"])


@app.post("/same-key-by-pop")
def same_key_by_pop(data: dict = Body()) -> None:
    code = data.pop("code")
    if code in COMMANDS:
        os.system(code)
