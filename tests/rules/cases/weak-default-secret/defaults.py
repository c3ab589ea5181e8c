# file: app/config.py
import os
import secrets
from os import environ, getenv

from decouple import config
from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings
from starlette.config import Config
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware

read = Config(".env")

JWT_SECRET = getenv("JWT_SECRET", "secret")  # expect: weak-default-secret
KEYS = {"signing": environ.get("SIGNING_KEY", "dev-key")}  # expect: weak-default-secret
SESSION = config("SESSION_SECRET", default="please-change")  # expect: weak-default-secret
COOKIES = read("COOKIE_SECRET", default="cookies")
ADMIN_PASSWORD = os.getenv("ADMIN_PASSWORD", "admin")  # expect: weak-default-secret
API_KEY = os.environ.get("API_KEY", "test-key")  # expect: weak-default-secret

REFRESH_SECRET = os.getenv("REFRESH_SECRET_KEY") or "refresh"  # expect: weak-default-secret
JWT_SECRET_KEY = "my-key"  # expect: weak-default-secret
WEBHOOK_SECRET = "webhook_secret"
SECRET_KEY_PATH = "/run/secrets/key"
middleware = (Middleware(SessionMiddleware, secret_key="sessions"),)  # expect: weak-default-secret

OPENAI_API_KEY = os.getenv("OPENAI_API_KEY", "your-key-here")
SECRET = os.getenv("SECRET_KEY", "")
ALGORITHM = os.getenv("JWT_ALGORITHM", "HS256")
TOKEN_URL = os.getenv("TOKEN_URL", "/token")
PASSWORD_FILE = os.getenv("PASSWORD_FILE", "passwords.txt")


class Shared(BaseSettings):
    name: str = "shop"


class Settings(Shared):
    secret_key: str = Field(default="super-secret", description="signs sessions")  # expect: weak-default-secret
    webhook_secret: SecretStr = SecretStr("hook")  # expect: weak-default-secret
    first_admin_password: str = "changethis"
    csrf_secret: str = Field(default_factory=secrets.token_urlsafe)  # expect: weak-default-secret
    jwt_secret: str
    smtp_password: str | None = None
    secret_key_file: str = "/run/secrets/key"
    token_type: str = "bearer"

    def check(self) -> None:
        if self.first_admin_password == "changethis":
            raise ValueError("set FIRST_ADMIN_PASSWORD")


class DevelopmentSettings(Settings):
    secret_key: str = "development"


class Login(BaseModel):
    password: str = "nothing"


# file: examples/config.py
import os

SECRET_KEY = os.getenv("SECRET_KEY", "changeme")
