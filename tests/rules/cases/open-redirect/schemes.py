"""An address without a scheme may still name a host: `//example.com`."""

from urllib.parse import urlparse

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import RedirectResponse

app = FastAPI()


@app.get("/scheme")
def scheme(target: str):
    if urlparse(target).scheme:
        raise HTTPException(400)
    return RedirectResponse(target)  # expect: open-redirect


@app.get("/both")
def both(request: Request, target: str):
    parsed = urlparse(target)
    if parsed.scheme and parsed.netloc:
        if parsed.netloc != request.url.netloc:
            target = "/"
    return RedirectResponse(target)  # expect: open-redirect


@app.get("/either")
def either(target: str):
    parsed = urlparse(target)
    if parsed.scheme or parsed.netloc:
        raise HTTPException(400)
    return RedirectResponse(target)


@app.get("/host")
def host(request: Request, target: str):
    parsed = urlparse(target)
    if parsed.netloc and parsed.netloc != request.url.netloc:
        target = "/"
    return RedirectResponse(target)
