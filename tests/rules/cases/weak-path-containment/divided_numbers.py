"""What is divided by a number is no path."""

from pathlib import Path

from fastapi import FastAPI

app = FastAPI()
FILES = Path("/srv/files")
MARK = "<redacted>"


def read(name: str, timeout: float) -> str:
    return name


@app.get("/text")
def text(name: str, wait: int) -> bool:
    found = read(name, timeout=wait / 1000)
    return bool(found) and found.startswith(MARK)


@app.get("/marked")
def marked(name: str, wait: int) -> str:
    found = read(name, timeout=wait / 1000)
    if found.startswith(MARK):
        return found
    return ""


@app.get("/file")
def file(name: str) -> str:
    path = str(FILES / name)
    if not path.startswith(str(FILES)):  # expect: weak-path-containment
        return ""
    return Path(path).read_text()
