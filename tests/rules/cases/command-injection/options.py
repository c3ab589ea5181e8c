"""An argument of the client's is read as an option when it begins with a dash, unless `--` is before it."""

import subprocess
import sys

from fastapi import FastAPI

app = FastAPI()


@app.post("/clone")
def clone(url: str):
    subprocess.run(["git", "clone", url, "/srv/code"])  # expect: command-injection


@app.post("/clone-safely")
def clone_safely(url: str):
    subprocess.run(["git", "clone", "--", url, "/srv/code"])


@app.post("/size")
def size(name: str):
    subprocess.run(["du", f"--exclude={name}", "/srv"])


@app.post("/run")
def run(code: str):
    subprocess.run([sys.executable, "-c", code])  # expect: command-injection
