"""A guard that a variable could leave out, and does not by its default, guards; so does one in a decorated class."""

import os

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware


def for_sockets(cls):
    class ForSockets:
        def __init__(self, app, **options):
            self.middleware = cls(app, **options)

        async def __call__(self, scope, receive, send):
            await self.middleware(scope, receive, send)

    return ForSockets


@for_sockets
class BasicAuth(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if request.headers.get("authorization") != os.environ["BASIC"]:
            return JSONResponse({"detail": "Authentication required"}, status_code=401)
        return await call_next(request)


app = FastAPI()
if os.getenv("BASIC_AUTH", "true") == "true":
    app.add_middleware(BasicAuth)


@app.post("/orders")
def create_order(): ...
