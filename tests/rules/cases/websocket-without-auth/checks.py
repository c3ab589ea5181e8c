from typing import Annotated

from fastapi import Cookie, Depends, FastAPI, Header, HTTPException, Query, WebSocket, WebSocketException, status

app = FastAPI()


def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)


@app.get("/orders", dependencies=[Depends(check_key)])
def list_orders(): ...


@app.websocket("/open")  # expect: websocket-without-auth
async def follow(websocket: WebSocket):
    await websocket.accept()
    await websocket.send_text("hello")


@app.websocket("/unread")  # expect: websocket-without-auth
async def unread(websocket: WebSocket, token: str):
    await websocket.accept()
    await websocket.send_text("hello")


@app.websocket("/rooms/{room}")  # expect: websocket-without-auth
async def chat(websocket: WebSocket, room: str):
    await websocket.accept()
    while True:
        await broadcast(room, await websocket.receive_json())


async def get_token(websocket: WebSocket, token: Annotated[str | None, Query()] = None):
    if token not in KEYS:
        raise WebSocketException(code=status.WS_1008_POLICY_VIOLATION)
    return token


@app.websocket("/dependent")
async def dependent(websocket: WebSocket, token: Annotated[str, Depends(get_token)]):
    await websocket.accept()


@app.websocket("/by-cookie")
async def by_cookie(websocket: WebSocket, session_id: Annotated[str | None, Cookie()] = None):
    if session_id not in SESSIONS:
        await websocket.close(code=1008)
        return
    await websocket.accept()


@app.websocket("/first-message")
async def first_message(websocket: WebSocket):
    await websocket.accept()
    hello = await websocket.receive_json()
    user = await authenticate(hello["token"])
    if user is None:
        await websocket.close(code=4401)
        return
    await websocket.send_text("hello")


async def user_of(websocket: WebSocket):
    return verify(websocket.query_params.get("token"))


@app.websocket("/in-a-helper")
async def in_a_helper(websocket: WebSocket):
    user = await user_of(websocket)
    await websocket.accept()


# What is shown to another service are no credentials of who connects, and decoding bytes checks none.
@app.websocket("/relayed")  # expect: websocket-without-auth
async def relayed(websocket: WebSocket):
    await websocket.accept()
    async with dial("wss://voice.example.com", headers={"Authorization": f"Bearer {VOICE_KEY}"}) as voice:
        async for answer in voice:
            await websocket.send_text(b64decode(answer["delta"]).decode())


@app.websocket("/decoded")
async def decoded(websocket: WebSocket, shown: str = ""):
    claims = pick("jwt").decode(shown, SECRET)
    await websocket.accept()
    await websocket.send_text(claims["sub"])
