# file: app/config.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    algorithm: str = "HS256"


settings = Settings()
ALGORITHMS = ["RS256", "ES256"]
ANY = ["HS256", "none"]

# file: app/tokens.py
import jwt
from jose import jwt as jose_jwt
from jwt import PyJWKClient
from jwt.algorithms import get_default_algorithms

from app.config import ALGORITHMS, ANY, settings

keys = PyJWKClient("https://issuer.example.com/keys")


def read(token: str, key: str):
    jwt.decode(token, key, algorithms=[settings.algorithm])
    jwt.decode(token, key, algorithms=ALGORITHMS)
    jwt.decode(token, key, ["HS256", "HS512"])
    jose_jwt.decode(token, key, algorithms="RS256")
    jwt.decode(token, options={"verify_signature": False})
    jwt.decode("abc".encode(), key, algorithms=settings.algorithm)
    return jwt.decode(token, keys.get_signing_key_from_jwt(token).key, algorithms=["RS256"])


def forward(token: str, key: str, **options):
    return jwt.decode(token, key, **options)


def read_any(token: str, key: str):
    jwt.decode(token, key, algorithms=ANY)  # expect: jwt-algorithm-not-pinned
    jose_jwt.decode(token, key)  # expect: jwt-algorithm-not-pinned
    jose_jwt.decode(token, key, algorithms=None)  # expect: jwt-algorithm-not-pinned
    jwt.decode(token, key, algorithms=["HS256", "RS256"])  # expect: jwt-algorithm-not-pinned
    algorithm = jose_jwt.get_unverified_header(token).get("alg")
    return jwt.decode(token, key, algorithms=[algorithm])  # expect: jwt-algorithm-not-pinned


def read_everything(token: str, key: str):
    return jwt.decode(token, key, algorithms=list(get_default_algorithms()))  # expect: jwt-algorithm-not-pinned


def sign(claims: dict):
    return jwt.encode(claims, "", algorithm="none")  # expect: jwt-algorithm-not-pinned
