"""An address without its host leads to this site."""

from urllib.parse import urlparse, urlunparse

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()


@app.get("/back")
def back(target: str) -> RedirectResponse:
    return RedirectResponse(urlunparse(urlparse(target)._replace(scheme="", netloc="")))


@app.get("/back-over-tls")
def back_over_tls(target: str) -> RedirectResponse:
    return RedirectResponse(urlunparse(urlparse(target)._replace(scheme="https")))  # expect: open-redirect
