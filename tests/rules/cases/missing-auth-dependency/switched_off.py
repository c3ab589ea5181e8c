import os

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    STAGE: str = "dev"


settings = Settings()
app = FastAPI()


def check_user(authorization: str = Header("")):
    if settings.STAGE == "live":  # expect: missing-auth-dependency
        if authorization != os.environ["KEY"]:
            raise HTTPException(401)


def check_key(x_key: str = Header()):
    if x_key != os.environ["KEY"]:
        raise HTTPException(403)


# One cause, told once; its routes are leads.
@app.post("/orders", dependencies=[Depends(check_user)])  # expect: missing-auth-dependency
def create_order(): ...


@app.delete("/orders/{order_id}", dependencies=[Depends(check_user)])  # expect: missing-auth-dependency
def delete_order(order_id: int): ...


@app.post("/invoices", dependencies=[Depends(check_key)])
def create_invoice(): ...
