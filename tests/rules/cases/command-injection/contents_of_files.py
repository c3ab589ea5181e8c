"""Who chooses the name of a file does not choose what it holds: that is a lead, while the name itself is an error."""

import json
import os
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()


@app.get("/read")
def read(name: str) -> None:
    with open(name) as file:
        os.system(file.read())  # expect: command-injection
    with open(name) as again:
        os.system("file " + again.name)  # expect: command-injection


@app.get("/lines")
def lines(name: str) -> None:
    for line in Path(name).open():
        os.system(line)  # expect: command-injection


@app.get("/parsed")
def parsed(name: str) -> None:
    settings = json.loads(Path(name).read_text())
    os.system(settings["command"])  # expect: command-injection


@app.get("/beside")
def beside(name: str) -> None:
    for path in Path(name).parent.iterdir():
        os.system(f"file {path}")  # expect: command-injection
