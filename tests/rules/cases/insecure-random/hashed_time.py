"""A hash of the time is as predictable as the time; with a secret in it, or for other things, it may be."""

import hashlib
import os
import secrets
import time
from datetime import datetime

from fastapi import FastAPI

app = FastAPI()
SECRET_KEY = os.environ["SECRET_KEY"]


def new_session_id(number: int) -> str:
    return hashlib.sha256(f"{number}-{time.time()}".encode()).hexdigest()  # expect: insecure-random


@app.post("/password-reset")
def reset(email: str):
    reset_token = hashlib.md5((email + str(datetime.now())).encode()).hexdigest()[:20]  # expect: insecure-random
    return {"sent": bool(reset_token)}


@app.post("/signed")
def signed(email: str):
    token = hashlib.sha256(f"{email}{time.time()}{SECRET_KEY}".encode()).hexdigest()
    other_token = hashlib.sha256(f"{secrets.token_hex()}{time.time()}".encode()).hexdigest()
    return {"sent": bool(token and other_token)}


@app.get("/page")
def page():
    etag = hashlib.md5(str(time.time()).encode()).hexdigest()
    return {"etag": etag}
