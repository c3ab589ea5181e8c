import os
import sys
from os.path import abspath, dirname

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse

app = FastAPI()
FILES = "/srv/files"


def share() -> list[str]:
    path = abspath(dirname(__file__))
    starts = [path]
    if not path.startswith(sys.prefix):
        starts.append(sys.prefix)
    return starts


@app.get("/files/{name:path}")
def read(name: str) -> FileResponse:
    path = abspath(os.path.join(FILES, name))
    if not path.startswith(FILES):  # expect: weak-path-containment
        raise HTTPException(404)
    return FileResponse(path)
