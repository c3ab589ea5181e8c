"""A path of the client's that the project's own code is given: a lead, whatever becomes of it."""

import subprocess
from pathlib import Path

from fastapi import FastAPI, HTTPException

app = FastAPI()
APPS = Path("/srv/apps")


def start(directory: Path) -> None:
    subprocess.Popen(["server", "--"], cwd=directory)


@app.post("/apps/{name:path}")
def start_app(name: str):
    directory = APPS / name
    if not directory.exists():
        raise HTTPException(404)
    start(directory)  # expect: path-traversal


@app.post("/typed")
def start_typed(directory: Path):
    start(directory)  # expect: path-traversal


@app.post("/contained")
def start_contained(name: str):
    directory = (APPS / name).resolve()
    if not directory.is_relative_to(APPS):
        raise HTTPException(404)
    start(directory)


@app.post("/numbered/{number}")
def start_numbered(number: int):
    start(APPS / str(number))
