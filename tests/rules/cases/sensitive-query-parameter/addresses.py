from typing import Annotated

from fastapi import Depends, FastAPI, Header, Query, WebSocket
from fastapi.security import APIKeyHeader, APIKeyQuery, OAuth2PasswordRequestForm
from pydantic import BaseModel

app = FastAPI()
key_in_query = APIKeyQuery(name="key")
key_in_header = APIKeyHeader(name="X-Key")


class Login(BaseModel):
    password: str


def caller(
    api_key: str = Query(),  # expect: sensitive-query-parameter
): ...


@app.post("/users/{user_id}/password")
def change_password(
    user_id: int,
    new_password: str,  # expect: sensitive-query-parameter
    force_password: bool = False,
): ...


@app.get("/reports")
def reports(_=Depends(caller)): ...


@app.get("/exports")
def exports(_=Depends(caller)): ...


@app.get("/files")
def files(key: Annotated[str, Depends(key_in_query)]): ...  # expect: sensitive-query-parameter


@app.get("/news")
def news(access_token: str | None = None): ...  # expect: sensitive-query-parameter


@app.get("/header")
def header(token: Annotated[str, Header()], key: Annotated[str, Depends(key_in_header)]): ...


@app.post("/login")
def login(login: Login, form: Annotated[OAuth2PasswordRequestForm, Depends()]): ...


@app.get("/oauth/callback")
def callback(code: str, state: str, token: str = ""): ...


@app.get("/items")
def items(page_token: str = "", next_token: str = "", token_type: str = "", secret_name: str = ""): ...


@app.get("/reset-password/{token}")
def reset(token: str): ...


@app.websocket("/live")
async def live(socket: WebSocket, token: str): ...
