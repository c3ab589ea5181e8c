import secrets
from typing import Annotated

from fastapi import Cookie, Depends, FastAPI, Header, HTTPException, Request

app = FastAPI()
checked = FastAPI()


def get_visitor(session_id: Annotated[str, Cookie()]):  # expect: missing-csrf-protection
    if session_id not in SESSIONS:
        raise HTTPException(401)
    return SESSIONS[session_id]


def get_reader(access_token: Annotated[str, Cookie()]):
    if access_token not in SESSIONS:
        raise HTTPException(401)


def check_csrf(x_csrf_token: Annotated[str, Header()], csrf: Annotated[str, Cookie()]):
    if not secrets.compare_digest(x_csrf_token, csrf):
        raise HTTPException(403)


def by_header(authorization: Annotated[str, Header()]):
    if authorization not in SESSIONS:
        raise HTTPException(401)


@app.post("/orders", dependencies=[Depends(get_visitor)])
def create_order(): ...


@app.get("/orders", dependencies=[Depends(get_reader)])
def list_orders(): ...


@app.post("/protected", dependencies=[Depends(get_reader), Depends(check_csrf)])
def protected(): ...


@app.post("/bearer", dependencies=[Depends(by_header)])
def bearer(): ...


@checked.middleware("http")
async def same_origin_only(request: Request, call_next):
    if request.headers.get("origin") not in ORIGINS:
        raise HTTPException(403)
    return await call_next(request)


@checked.post("/orders", dependencies=[Depends(get_reader)])
def create(): ...
