"""Text of a narrow form does no harm in a command."""

import re
import subprocess

from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.post("/tested")
def tested(name: str):
    if not re.fullmatch(r"[a-z]+", name):
        raise HTTPException(400)
    subprocess.run(f"tool {name}", shell=True, check=True)


@app.post("/picked")
def picked(name: str):
    letters = "".join(c for c in name if c.isalnum())
    subprocess.run(f"tool {letters}", shell=True, check=True)


@app.post("/searched")
def searched(name: str):
    if not re.search(r"[a-z]+", name):
        raise HTTPException(400)
    subprocess.run(f"tool {name}", shell=True, check=True)  # expect: command-injection
