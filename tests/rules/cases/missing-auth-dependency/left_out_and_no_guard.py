"""What the default of a variable leaves out is a guard only where it looks at credentials."""

import os

from fastapi import FastAPI
from starlette.middleware.base import BaseHTTPMiddleware


class Timing(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        return await call_next(request)


app = FastAPI()  # expect: missing-auth-dependency
if os.getenv("TIMING", "0") == "1":
    app.add_middleware(Timing)


@app.post("/orders")  # expect: missing-auth-dependency
def create_order(): ...
