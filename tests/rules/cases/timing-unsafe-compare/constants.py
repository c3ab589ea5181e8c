import os

from fastapi import FastAPI, Form
from pydantic import BaseModel

PENDING_TOKEN = "pending"
HOOK_SECRET = os.environ["HOOK_SECRET"]
app = FastAPI()


class Channel(BaseModel):
    bot_token: str


# What is written down is no secret.
@app.post("/token")
def token(grant_type: str = Form()):
    return grant_type == "refresh_token"


@app.post("/channels")
def create_channel(channel: Channel):
    return channel.bot_token == PENDING_TOKEN


@app.post("/hooks")
def take(secret: str = Form()):
    return secret == HOOK_SECRET  # expect: timing-unsafe-compare
