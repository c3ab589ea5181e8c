"""An address that goes into a signed token is trusted when it comes back."""

import jwt
from fastapi import FastAPI, HTTPException, Request

app = FastAPI()
KEY = "from-the-environment"


def state(data: dict) -> str:
    claims = data.copy()
    claims["aud"] = "state"
    return jwt.encode(claims, KEY, algorithm="HS256")  # expect: open-redirect


@app.get("/login")
def login(request: Request):
    return state({"next": request.query_params.get("next", "/")})


@app.get("/login-here")
def login_here(number: int):
    return jwt.encode({"next": f"/items/{number}"}, KEY, algorithm="HS256")


@app.get("/login-checked")
def login_checked(next_url: str):
    if next_url not in ("/home", "/settings"):
        raise HTTPException(400)
    return jwt.encode({"next": next_url}, KEY, algorithm="HS256")
