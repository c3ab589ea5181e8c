"""Where a setting has to ask for the guard, an open websocket is a lead: the setting is told once, by another rule."""

import os

from fastapi import Depends, FastAPI, Header, HTTPException, WebSocket
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware


class Guard(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if request.headers.get("authorization") != os.environ["KEY"]:
            return JSONResponse({"detail": "Authentication required"}, status_code=401)
        return await call_next(request)


def check_key(x_api_key: str = Header()):
    if x_api_key != os.environ["KEY"]:
        raise HTTPException(401)


app = FastAPI()
if os.getenv("GUARDED", "no") == "yes":
    app.add_middleware(Guard)


@app.get("/orders", dependencies=[Depends(check_key)])
def list_orders(): ...


@app.websocket("/orders/live")  # expect: websocket-without-auth
async def follow_orders(websocket: WebSocket):
    await websocket.accept()
