"""A browser opens a websocket for the page of any site, and sends the cookies of this one."""

from typing import Annotated

from fastapi import Cookie, FastAPI, Query, WebSocket
from starlette.authentication import requires

app = FastAPI()
SITES = {"https://desk.example.org"}


@app.websocket("/desk")  # expect: missing-csrf-protection
async def desk(websocket: WebSocket, session_id: Annotated[str, Cookie()]):
    if session_id not in SESSIONS:
        await websocket.close(1008)
        return
    await websocket.accept()


@app.websocket("/read")  # expect: missing-csrf-protection
async def read(websocket: WebSocket):
    if websocket.cookies.get("session_token") not in SESSIONS:
        await websocket.close(1008)
        return
    await websocket.accept()


@app.websocket("/required")  # expect: missing-csrf-protection
@requires("authenticated")
async def required(websocket: WebSocket):
    await websocket.accept()
    await websocket.send_text(websocket.scope["user"].name)


@app.websocket("/compared")
@requires("authenticated")
async def compared(websocket: WebSocket):
    if websocket.headers.get("origin") not in SITES:
        await websocket.close(1008)
        return
    await websocket.accept()


@app.websocket("/token")
async def by_token(websocket: WebSocket, token: Annotated[str, Query()]):
    if token not in SESSIONS:
        await websocket.close(1008)
        return
    await websocket.accept()
