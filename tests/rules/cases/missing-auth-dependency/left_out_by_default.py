"""Where a variable has to ask for the guard of all routes, that is told, and not that each of them is open."""

import os

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware


class BasicAuth(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if request.headers.get("authorization") != os.environ["BASIC"]:
            return JSONResponse({"detail": "Authentication required"}, status_code=401)
        return await call_next(request)


class Timing(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        return await call_next(request)


BASIC_AUTH = "BASIC_AUTH"
app = FastAPI()
wants_auth = os.environ.get(BASIC_AUTH, "false")
if str(wants_auth).lower() == "true":  # expect: missing-auth-dependency
    app.add_middleware(BasicAuth)
if os.getenv("TIMING", "0") == "1":
    app.add_middleware(Timing)


@app.post("/orders")  # expect: missing-auth-dependency
def create_order(): ...


@app.delete("/orders/{number}")  # expect: missing-auth-dependency
def drop_order(number: int): ...
