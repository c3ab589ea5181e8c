"""Behind one slash, what begins with no slash stays on the site."""

from urllib.parse import urlparse

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()


@app.get("/path")
def to_path(target: str):
    parsed = urlparse(target)
    url = "/" + (parsed.path or "").lstrip("/\\")
    if parsed.query:
        url += "?" + parsed.query
    return RedirectResponse(url)


@app.get("/text")
def to_text(target: str):
    return RedirectResponse(f"/{target.lstrip('/')}")


@app.get("/spaces")
def without_spaces(target: str):
    return RedirectResponse("/" + target.lstrip())  # expect: open-redirect


@app.get("/end")
def without_end(target: str):
    return RedirectResponse("/" + target.rstrip("/"))  # expect: open-redirect


@app.get("/no_slash")
def without_slash(target: str):
    return RedirectResponse(target.lstrip("/"))  # expect: open-redirect
