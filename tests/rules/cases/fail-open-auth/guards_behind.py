"""Middleware that says who calls leaves strangers to the guards behind it."""

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

from config import settings

app = FastAPI()


@app.middleware("http")
async def tell_caller(request: Request, call_next):
    token = None
    if request.cookies:
        token = request.cookies.get("token")
    if not token:
        return await call_next(request)
    if is_revoked(token):
        return JSONResponse({}, status_code=401)
    request.state.user = find_user(token)
    return await call_next(request)


@app.middleware("http")
async def check_forms(request: Request, call_next):
    if not getattr(settings, "auth_required", True):
        return await call_next(request)
    if request.headers.get("x-csrf") != request.cookies.get("csrf"):
        return JSONResponse({}, status_code=403)
    return await call_next(request)


class Counting:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        await self.app(scope, receive, send)
        authorization = headers_of(scope).get("authorization")
        if not authorization:
            return
        if status_of(scope) == 401:
            count_refusal(authorization)


app.add_middleware(Counting)


def get_user(request: Request):
    if not getattr(request.state, "user", None):
        raise HTTPException(401)
    return request.state.user


@app.get("/orders")
def list_orders(user=Depends(get_user)):
    return orders_of(user)
