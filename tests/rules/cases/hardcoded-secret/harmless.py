import os
import re
from enum import Enum, StrEnum

from fastapi import Depends, FastAPI, Form, Query
from fastapi.security import APIKeyHeader, OAuth2PasswordBearer
from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings

SECRET_KEY = os.environ["SECRET_KEY"]
API_KEY_HEADER = "X-Api-Key-2"
PASSWORD_FIELD = "password1"
TOKEN_URL = "/oauth2/token"
TOKEN_TYPE = "bearer"
INVALID_PASSWORD = "The password needs 12 characters"
ERROR_WRONG_TOKEN = "auth.token.invalid2"
PASSWORD_ALGORITHM = "bcrypt"
HASH_KEY_ALGORITHM = "HS256"
MASKED_PASSWORD = "********"
secret_name = "projects/42/secrets/db-3"
FORGOT_PASSWORD = "3/hour"
CHANGE_PASSWORD: str = "10 per 15minutes"
CAPTCHA_TEST_KEYS = Keys(secret_key="6JnTx9PqWz3LmRb7VkYd2HsC")
token = "<|endoftext|>"
eos_token = "[EOS1]"
csrf_token = "csrftoken2"
api_key = "your-api-key-123"
password = "changeme123"
private_key_path = "keys/server1.pem"
secret_key = "{{ secret_key_1 }}"
access_token = "${ACCESS_TOKEN_1}"
password_pattern = r"^(?=.*\d)[A-Za-z\d]{8,}$"
api_key_env = "ACME_API_KEY_1"
bearer = "Bearer"
database_url = "postgresql://postgres:postgres@localhost/app"
cache_url = "redis://localhost:6379/0"
docs_url = "postgresql://user:password@host/database"
template = "postgresql://{user}:{password}@{host}/db"
mail = "mailto:someone@example.com"

POSTHOG_API_KEY = "phc_OcwKamvVT5QCgASAkv6Sk1vnvBCovXCDKJPukNApioW"
STRIPE_API_KEY = "pk_live_51Nx7QeKzV3mB8tYw2LrS"
ALGOLIA_SEARCH_API_KEY = "6be0576ff61c053d5f9a3225e2a90f76"
CHAT_TOKEN = re.compile(r"bot\d+:[A-Za-z0-9_-]+")
_shapes = {
    "access_token": r"EAACEdEose0cBA[0-9A-Za-z]+",
    "authorization_bearer": r"bearer\s*[a-zA-Z0-9_\-\.=:_\+\/]+",
    "json_web_token": r"ey[A-Za-z0-9_-]*\.[A-Za-z0-9._-]*",
}
_guards = {"driver_get_password": "defined(PSA_WANT_ALG_SOME_PAKE)"}
_imports = {"UsersResetPassword": ".types", "UsersAccessToken": "..models"}
access_key = os.environ.get("spark.hadoop.fs.s3a.access-key-2")


class TokenKind(StrEnum):
    access_token = "a1b2c3d4e5f6a7b8c9d0"


class Settings(BaseSettings):
    secret_key: SecretStr
    password: str = ""
    token_url: str = "/api/v1/token"
    api_key_name: str = "X-ACME-KEY-V2"
    secret_length: str = "32"


class Login(BaseModel):
    password: str = Field(examples=["f3a9c1d27b804e65a1c9"])
    api_key: str = Field(json_schema_extra={"example": "f3a9c1d27b804e65a1c9"})

    model_config = ConfigDict(json_schema_extra={"examples": [{"password": "Tr0ub4dor&3"}]})


app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="/api/v2/token")
key = APIKeyHeader(name="X-Api-Key-V2")


@app.post("/login", responses={401: {"content": {"password": "Tr0ub4dor&3"}}})
def login(password: str = Form(..., alias="pass_word1"), grant: str = Form(default="password1")) -> dict[str, str]:
    """Log in with `password="Tr0ub4dor&3"`."""
    if password == "":
        return {"detail": "empty"}
    return {"token_type": "bearer", "access_token": os.environ["TOKEN"]}
