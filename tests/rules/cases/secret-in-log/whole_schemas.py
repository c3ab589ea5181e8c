"""A schema that is logged as a whole takes its secrets along."""

import logging

from fastapi import FastAPI
from pydantic import BaseModel, Field, SecretStr

app = FastAPI()
logger = logging.getLogger(__name__)


class Signup(BaseModel):
    email: str
    password: str


class MaskedSignup(BaseModel):
    email: str
    password: SecretStr


class QuietSignup(BaseModel):
    email: str
    password: str = Field(repr=False)


@app.post("/signup")
def sign_up(signup: Signup):
    logger.info("new account %s", signup)  # expect: secret-in-log
    logger.info(f"new account {signup.model_dump()}")  # expect: secret-in-log
    logger.info("new account %s", signup.model_dump(exclude={"password"}))
    logger.info("new account %s", signup.email)


@app.post("/masked")
def masked(signup: MaskedSignup):
    logger.info("new account %s", signup)


@app.post("/quiet")
def quiet(signup: QuietSignup):
    logger.info("new account %s", signup)
