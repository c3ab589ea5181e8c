import os

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse

app = FastAPI()
FOLDERS = ["/srv/files", "/"]


# The separator is added only where it is not there yet.
@app.get("/files/{name:path}")
def read(name: str) -> FileResponse:
    for folder in FOLDERS:
        root = os.path.realpath(folder)
        prefix = root if root.endswith(os.sep) else root + os.sep
        path = os.path.normpath(os.path.join(root, name))
        if not path.startswith(prefix):
            continue
        return FileResponse(path)
    raise HTTPException(404)


@app.get("/notes/{name:path}")
def read_note(name: str, is_old: bool) -> FileResponse:
    prefix = "/srv/old/" if is_old else "/srv/notes"
    path = os.path.realpath(os.path.join("/srv", name))
    if not path.startswith(prefix):  # expect: weak-path-containment
        raise HTTPException(404)
    return FileResponse(path)
