"""Text in which what tags begin with is replaced is escaped, whatever stands for it then."""

import json

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI()


@app.get("/hello")
def hello(name: str) -> HTMLResponse:
    return HTMLResponse("<p>" + name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>")


@app.get("/script")
def script(name: str) -> HTMLResponse:
    data = json.dumps({"name": name}).replace("<", "\\u003c")
    return HTMLResponse(f"<script>start({data})</script>")


@app.get("/replaced")
def replaced(name: str) -> HTMLResponse:
    return HTMLResponse("<p>" + name.replace("&", "&amp;") + "</p>")  # expect: html-injection


@app.get("/dashes")
def dashes(name: str) -> HTMLResponse:
    return HTMLResponse("<p>" + name.replace("<", "<-") + "</p>")  # expect: html-injection
