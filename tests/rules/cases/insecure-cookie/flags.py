import os

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic_settings import BaseSettings
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.sessions import SessionMiddleware

COOKIE = "refresh_token"
FLAGS = {"secure": True, "httponly": True}


class Settings(BaseSettings):
    cookie_name: str = "access_token"
    secure_cookies: bool = False


settings = Settings()
app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key=os.environ["KEY"])  # expect: insecure-cookie

closed = FastAPI()
closed.add_middleware(SessionMiddleware, secret_key=os.environ["KEY"], https_only=True, same_site="strict")

by_settings = FastAPI()
by_settings.add_middleware(SessionMiddleware, secret_key=os.environ["KEY"], https_only=settings.secure_cookies)


@app.post("/login")
def log_in(response: Response):
    response.set_cookie(key=COOKIE, value=make(), httponly=True)  # expect: insecure-cookie
    response.set_cookie(key=COOKIE, value=make(), secure=True)  # expect: insecure-cookie
    response.set_cookie(key=COOKIE, value=make(), secure=True, httponly=True)
    response.set_cookie(  # expect: insecure-cookie
        key=COOKIE, value=make(), secure=True, httponly=True, samesite="none"
    )
    response.set_cookie(key=COOKIE, value=make(), **FLAGS)
    response.set_cookie(key=COOKIE, value=make(), **flags())
    response.set_cookie(settings.cookie_name, make(), secure=settings.secure_cookies, httponly=True)
    response.set_cookie(settings.cookie_name, make(), httponly=True)  # expect: insecure-cookie


@app.post("/login/redirect")
def log_in_and_go(is_secure: bool):
    answer = RedirectResponse("/")
    answer.set_cookie("jwt", f"Bearer {make()}", secure=is_secure, httponly=True)
    answer.set_cookie(  # expect: insecure-cookie
        "jwt", f"Bearer {make()}", secure=not settings.secure_cookies, httponly=False
    )
    return answer


@app.post("/preferences")
def prefer(theme: str):
    answer = JSONResponse({})
    answer.set_cookie("theme", theme)
    answer.set_cookie("csrf_token", make(), secure=True)
    answer.set_cookie("oauth_state", make())
    answer.set_cookie("session", "")
    answer.set_cookie("is_user_authorized", "true", secure=True, samesite="lax")
    answer.delete_cookie("session")
    return answer


# What only the one who writes the application gets.
@app.post("/login/for-development")
def log_in_here(response: Response):
    if settings.DEV_COOKIES and os.environ["ENVIRONMENT"] == "development":
        response.set_cookie("access_token", make(), httponly=True)
    if os.environ["ENVIRONMENT"] != "development":
        response.set_cookie("access_token", make(), httponly=True)  # expect: insecure-cookie


class CSRFMiddleware(BaseHTTPMiddleware):
    def __init__(self, app, cookie_name: str = NAME_OF_THE_COOKIE):
        super().__init__(app)
        self.cookie_name = cookie_name

    async def dispatch(self, request, call_next):
        response = await call_next(request)
        token = self.make_token()
        response.set_cookie(self.cookie_name, token)
        return response


class SessionKeeper(BaseHTTPMiddleware):
    def __init__(self, app, cookie_name: str = NAME_OF_THE_COOKIE):
        super().__init__(app)
        self.cookie_name = cookie_name

    async def dispatch(self, request, call_next):
        response = await call_next(request)
        token = self.make_token()
        response.set_cookie(self.cookie_name, token)  # expect: insecure-cookie
        return response


def log_in_with_csrf(response: Response):
    response.set_cookie("access_token", make())  # expect: insecure-cookie
