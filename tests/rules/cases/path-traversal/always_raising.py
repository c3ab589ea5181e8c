import re
from pathlib import Path
from typing import NoReturn
from fastapi import FastAPI, HTTPException

app = FastAPI()
ROOT = Path("/srv/data")


def refuse(why) -> NoReturn:
    raise HTTPException(400, why)


def refuse2(why, code=400):
    raise HTTPException(code, why)


@app.get("/1")
def one(name: str):
    p = (ROOT / name).resolve()
    if not p.is_relative_to(ROOT):
        refuse("outside")
    return p.read_text()


@app.get("/2")
def two(name: str):
    p = (ROOT / name).resolve()
    if not p.is_relative_to(ROOT):
        refuse2("outside", code=403)
    return p.read_text()


@app.get("/3")
def three(name: str):
    if re.match(r"^[a-z]+$", name) is None:
        raise HTTPException(400)
    return Path("/srv/data", name, "f.txt").read_text()


@app.get("/4")
def four(name: str):
    if not bool(re.match(r"^[a-z]+$", name)):
        raise HTTPException(400)
    return Path("/srv/data", name, "f.txt").read_text()


@app.get("/5")
def five(name: str):
    if re.match(r"^[a-z]+$", name) is not None:
        return Path("/srv/data", name, "f.txt").read_text()


def ok(name):
    return re.fullmatch(r"[a-z]+", name) is not None


@app.get("/6")
def six(name: str):
    if not ok(name):
        raise HTTPException(400)
    return Path("/srv/data", name, "f.txt").read_text()


@app.get("/7")
def seven(name: str):
    if not re.match(r"^[a-z]+$", name):
        raise HTTPException(400)
    return Path("/srv/data", name, "f.txt").read_text()


def warn(why):
    print(why)


@app.get("/8")
def eight(name: str):
    p = ROOT / name
    if not p.is_relative_to(ROOT):
        warn("outside")
    return p.read_text()  # expect: path-traversal


@app.get("/9")
def nine(name: str):
    if re.match(r"^[a-z]+$", name) is None:
        return Path("/srv/data", name, "f.txt").read_text()  # expect: path-traversal
    return ""


class Files:
    def check(self, name):
        raise NotImplementedError

    async def refuse(self):
        raise HTTPException(400)

    async def read(self, name: str):
        self.check(name)
        return (ROOT / name).read_text()  # expect: path-traversal

    async def read_inside(self, name: str):
        if not (ROOT / name).resolve().is_relative_to(ROOT):
            await self.refuse()
        return (ROOT / name).resolve().read_text()


@app.get("/10")
async def ten(name: str):
    return [await Files().read(name), await Files().read_inside(name)]
