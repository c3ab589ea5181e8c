from pathlib import Path

from fastapi import FastAPI, HTTPException

app = FastAPI()
TEMPLATES = Path("/srv/templates")


def kind_of(name: str) -> str:
    found = None
    for kind, names in (("plain", {"a.txt"}), ("rich", {"b.html"})):
        if name in names:
            found = kind
            break
    if found is None:
        raise HTTPException(404)
    return found


def looks_known(name: str) -> str:
    found = None
    for kind, prefix in (("plain", "a"), ("rich", "b")):
        if name.startswith(prefix):
            found = kind
            break
    if found is None:
        raise HTTPException(404)
    return found


@app.get("/templates")
def read(name: str) -> dict[str, str]:
    kind = kind_of(name)
    return {"kind": kind, "text": (TEMPLATES / name).read_text()}


@app.get("/others")
def read_other(name: str) -> dict[str, str]:
    kind = looks_known(name)
    return {"kind": kind, "text": (TEMPLATES / name).read_text()}  # expect: path-traversal
