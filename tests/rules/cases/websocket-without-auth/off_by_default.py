"""Where a setting has to ask for the guard, an open websocket is a lead: the setting is told once, by another rule."""

import os

from fastapi import Depends, FastAPI, Header, HTTPException, WebSocket
from fastapi.responses import JSONResponse


class Guard:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if dict(scope["headers"]).get(b"authorization") != os.environ["KEY"].encode():
            return await JSONResponse({"detail": "Authentication required"}, status_code=401)(scope, receive, send)
        await self.app(scope, receive, send)


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
