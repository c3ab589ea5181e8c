import os

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import JSONResponse

from config import settings

app = FastAPI()
API_KEY = os.getenv("API_KEY")


def by_constant(x_api_key: str = Header("")):
    if not API_KEY:
        return True  # expect: fail-open-auth
    if x_api_key != API_KEY:
        raise HTTPException(403)
    return True


def by_environment(x_api_key: str = Header("")):
    expected = os.environ.get("SERVICE_TOKEN")
    if expected is None:
        return  # expect: fail-open-auth
    if x_api_key != expected:
        raise HTTPException(401)


def by_request(authorization: str = Header(None)):
    if authorization is None:
        return  # expect: fail-open-auth
    if authorization != settings.token:
        raise HTTPException(401)


def by_either(x_api_key: str = Header("")):
    if not settings.has_users or not API_KEY:
        return  # expect: fail-open-auth
    if x_api_key != API_KEY:
        raise HTTPException(403)


def by_both(x_api_key: str = Header("")):
    if settings.has_users and not API_KEY:
        return
    if x_api_key != API_KEY:
        raise HTTPException(403)


def swallowing(x_api_key: str = Header("")):
    try:
        if x_api_key != settings.token:
            raise HTTPException(status_code=401)
    except Exception:  # expect: fail-open-auth
        log("refused")


def verify_key(key: str) -> bool:
    if not settings.secret_key:
        return True  # expect: fail-open-auth
    if key == settings.secret_key:
        return True
    return False


def check_by_helper(x_api_key: str = Header("")):
    if not check_is_right_key(x_api_key):
        raise HTTPException(401)


def check_is_right_key(key: str) -> bool:
    return verify_key(key)


@app.middleware("http")
async def gate(request: Request, call_next):
    if not settings.api_key:
        return await call_next(request)  # expect: fail-open-auth
    if request.headers.get("x-api-key") != settings.api_key:
        return JSONResponse({}, status_code=401)
    return await call_next(request)


class Counting:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        await self.app(scope, receive, send)
        scheme, _, token = shown(scope).partition(" ")
        if scheme != "bearer" or not token:
            return
        count(token, 401)


app.add_middleware(Counting)


def in_development(x_api_key: str = Header("")):
    if settings.debug and not x_api_key:
        return
    if not settings.auth_enabled:
        return
    if x_api_key != settings.token:
        raise HTTPException(401)


def closed(x_api_key: str = Header("")):
    if not settings.token:
        raise HTTPException(500)
    if x_api_key != settings.token:
        raise HTTPException(401)


def get_user(authorization: str = Header(None)):
    if authorization is None:
        return None
    user = find_user(authorization)
    if user is None:
        raise HTTPException(401)
    return user


def raised_again(x_api_key: str = Header("")):
    try:
        if x_api_key != settings.token:
            raise HTTPException(401)
    except HTTPException:
        raise
    except Exception:
        log("broken")


guards = [by_constant, by_environment]


@app.post(
    "/a",
    dependencies=[
        Depends(by_constant),
        Depends(by_environment),
        Depends(by_request),
        Depends(by_either),
        Depends(by_both),
        Depends(swallowing),
        Depends(check_by_helper),
        Depends(in_development),
        Depends(closed),
        Depends(raised_again),
    ],
)
def a(user=Depends(get_user)): ...


# file: config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    token: str
    secret_key: str = ""
    api_key: str = ""
    debug: bool = False
    auth_enabled: bool = True


settings = Settings()
