"""Middleware that is given requests guards them alone: Starlette hands websockets on without showing them to it."""

import os

from fastapi import FastAPI, Request, WebSocket
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def guard(request: Request, call_next):
    if request.headers.get("authorization") != os.environ["KEY"]:
        return JSONResponse({"detail": "Authentication required"}, status_code=401)
    return await call_next(request)


@app.get("/orders")
def list_orders(): ...


@app.websocket("/orders/live")  # expect: websocket-without-auth
async def follow_orders(websocket: WebSocket):
    await websocket.accept()
