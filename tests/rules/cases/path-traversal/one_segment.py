import os
import shutil
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()
FILES = Path("/srv/files")


# `..` in the place of one segment is a directory.
@app.delete("/plugins/{name}")
def remove_plugin(name: str):
    shutil.rmtree(FILES / name)  # expect: path-traversal


# Without dots no path leads upwards.
@app.get("/notes")
def read_note(name: str):
    return (FILES / name.replace(".", "")).read_text()


@app.get("/logs/{name:path}")
def read_log(name: str):
    return open(os.path.join("/srv/logs", name)).read()  # expect: path-traversal


# A lead: `..` is no file.
@app.get("/reports/{name}")
def read_report(name: str):
    return (FILES / name).read_bytes()  # expect: path-traversal
