import os

import boto3
from fastapi import FastAPI, Request
from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings
from starlette.middleware.sessions import SessionMiddleware

JWT_SECRET = "f3a9c1d27b804e65a1c9"  # expect: hardcoded-secret
SECRET_KEY: str = "f3a9c1d27b804e65a1c9"  # expect: hardcoded-secret
config = {"api_key": "f3a9c1d27b804e65a1c9", "timeout": 5}  # expect: hardcoded-secret
config["password"] = "Tr0ub4dor&3"  # expect: hardcoded-secret
os.environ["DB_PASSWORD"] = "Tr0ub4dor&3"  # expect: hardcoded-secret
headers = {"Authorization": "Bearer f3a9c1d27b804e65a1c9"}  # expect: hardcoded-secret
SIGNING_KEY_OLD = "f3a9c1d27b804e65a1c9"  # expect: hardcoded-secret
api_key_2 = "f3a9c1d27b804e65a1c9"  # expect: hardcoded-secret
clientSecret = "f3a9c1d27b804e65a1c9"  # expect: hardcoded-secret


class Settings(BaseSettings):
    secret_key: str = Field("f3a9c1d27b804e65a1c9", min_length=16)  # expect: hardcoded-secret
    encryption_key: SecretStr = Field(default=SecretStr("f3a9c1d27b804e65a1c9"))  # expect: hardcoded-secret
    mail_password: str = os.getenv("MAIL_PASSWORD", "Tr0ub4dor&3")  # expect: hardcoded-secret
    database_url: str = "postgresql://shop:hT4kq9wZ@db.internal/shop"  # expect: hardcoded-secret
    broker: str = "amqp://jobs:hT4kq9wZ@" + os.environ["BROKER_HOST"]  # expect: hardcoded-secret


app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="f3a9c1d27b804e65a1c9")  # expect: hardcoded-secret
client = boto3.client("s3", aws_secret_access_key="f3a9c1d27b804e65a1c9/QzR")  # expect: hardcoded-secret


def connect(user: str, password: str = "Tr0ub4dor&3") -> None:  # expect: hardcoded-secret
    """Connect with `password="Tr0ub4dor&3"`."""


@app.get("/report")
def report(request: Request) -> str:
    if request.headers["X-Api-Key"] == "f3a9c1d27b804e65a1c9":  # expect: hardcoded-secret
        return "yes"
    return "no"
