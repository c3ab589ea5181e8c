"""Where one switch opens all routes, the switch is told of, and not that nothing authenticates."""

import os

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    AUTH: bool = False


app_settings = Settings()


def check_user(authorization: str = Header("")):
    if app_settings.AUTH:  # expect: missing-auth-dependency
        if authorization != os.environ["KEY"]:
            raise HTTPException(401)


app = FastAPI(dependencies=[Depends(check_user)])


@app.post("/orders")  # expect: missing-auth-dependency
def create_order(): ...


@app.delete("/orders/{number}")  # expect: missing-auth-dependency
def drop_order(number: int): ...
