from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request
from fastapi.security import OAuth2PasswordRequestForm
from pydantic import BaseModel

from limiting import Throttle, check_attempts, rate_limit

app = FastAPI()


class Credentials(BaseModel):
    email: str
    password: str


@app.post("/login")  # expect: missing-rate-limit
def log_in(credentials: Credentials): ...


@app.post("/auth/token")  # expect: missing-rate-limit
def issue(form: OAuth2PasswordRequestForm = Depends()): ...


@app.post("/otp/verify")  # expect: missing-rate-limit
def verify_otp(phone: str, code: str): ...


@app.post("/users", status_code=201)  # expect: missing-rate-limit
def register(credentials: Credentials): ...


@app.post("/contact")  # expect: missing-rate-limit
def contact(text: str):
    send_email("office@example.org", text)


@app.post("/decorated/login")
@rate_limit("5/minute")
def decorated(credentials: Credentials): ...


@app.post("/dependent/login", dependencies=[Depends(check_attempts)])
def dependent(credentials: Credentials): ...


@app.post("/counting/login")
def counting(credentials: Credentials):
    if count_of(credentials.email) > 5:
        raise HTTPException(429, "Later")


@app.post("/limited/login", dependencies=[Depends(Throttle(times=5))])
def limited(credentials: Credentials): ...


limited_router = APIRouter(prefix="/router", dependencies=[Depends(check_attempts)])


@limited_router.post("/forgot-password")
def forgot(email: str): ...


app.include_router(limited_router)


@app.get("/login")
def show_login(): ...


@app.post("/logout")
def log_out(): ...


@app.post("/token/refresh")
def refresh(token: str): ...


def get_caller(authorization: str = Header()):
    if authorization not in TOKENS:
        raise HTTPException(401)


@app.post("/account/send-verification", dependencies=[Depends(get_caller)])
def send_again(): ...


gated = FastAPI()


@gated.middleware("http")
async def slow_down(request: Request, call_next):
    if seen(request.client.host) > 100:
        raise HTTPException(status_code=429)
    return await call_next(request)


@gated.post("/login")
def gated_login(credentials: Credentials): ...


# file: limiting.py
from fastapi import HTTPException, Request, status


def check_attempts(request: Request):
    if attempts(request) > 5:
        raise HTTPException(status.HTTP_429_TOO_MANY_REQUESTS)


def rate_limit(rule: str):
    def wrap(function):
        return function

    return wrap


class Throttle:
    def __init__(self, times: int):
        self.times = times

    def __call__(self, request: Request):
        store.hit(request.client.host, self.times)
