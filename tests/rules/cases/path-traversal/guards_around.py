"""What was checked before a function was defined inside of another is checked in it as well, and nothing else is."""

from pathlib import Path

from fastapi import FastAPI, HTTPException
from fastapi.responses import StreamingResponse

app = FastAPI()
ROOT = Path("/srv/logs")


@app.get("/checked")
def checked(name: str):
    path = (ROOT / name).resolve()
    if not path.is_relative_to(ROOT):
        raise HTTPException(404)

    def lines():
        with open(path) as file:
            yield from file

    return StreamingResponse(lines())


@app.get("/deeper")
def deeper(name: str):
    path = (ROOT / name).resolve()
    if not path.is_relative_to(ROOT):
        raise HTTPException(404)

    def outer():
        def lines():
            with open(path) as file:
                yield from file

        return lines()

    return StreamingResponse(outer())


@app.get("/another")
def another(name: str, other: str):
    path = (ROOT / name).resolve()
    if not path.is_relative_to(ROOT):
        raise HTTPException(404)

    def lines():
        with open(other) as file:  # expect: path-traversal
            yield from file

    return StreamingResponse(lines())


@app.get("/too_early")
def too_early(name: str):
    path = (ROOT / name).resolve()

    def lines():
        with open(path) as file:  # expect: path-traversal
            return file.read()

    text = lines()
    if not path.is_relative_to(ROOT):
        raise HTTPException(404)
    return text
