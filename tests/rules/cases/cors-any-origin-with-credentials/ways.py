import os

from fastapi import FastAPI
from fastapi.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from options import OPEN, settings

ORIGINS = [
    "https://shop.example.org",
    "*",
]
app = FastAPI()
app.add_middleware(  # expect: cors-any-origin-with-credentials
    CORSMiddleware, allow_origins=ORIGINS, allow_credentials=True
)

by_pattern = FastAPI()
by_pattern.add_middleware(  # expect: cors-any-origin-with-credentials
    CORSMiddleware, allow_origin_regex="https?://.*", allow_credentials=True, allow_methods=["*"]
)

from_settings = FastAPI()
from_settings.add_middleware(  # expect: cors-any-origin-with-credentials
    CORSMiddleware, allow_origins=[str(o) for o in settings.open_origins], allow_credentials=True
)

closed = FastAPI()
closed.add_middleware(CORSMiddleware, allow_origins=settings.origins, allow_credentials=True)

unknown = FastAPI()
unknown.add_middleware(CORSMiddleware, allow_origins=os.environ["ORIGINS"].split(","), allow_credentials=True)

by_environment = FastAPI()
by_environment.add_middleware(  # expect: cors-any-origin-with-credentials
    CORSMiddleware, allow_origins=os.getenv("ORIGINS", "*").split(","), allow_credentials=True
)

listed = FastAPI(
    middleware=[
        Middleware(  # expect: cors-any-origin-with-credentials
            CORSMiddleware, allow_origins=("*",), allow_credentials=True
        )
    ]
)

spread = FastAPI()
spread.add_middleware(CORSMiddleware, **OPEN)  # expect: cors-any-origin-with-credentials

wrapped = CORSMiddleware(  # expect: cors-any-origin-with-credentials
    FastAPI(), allow_origins=["*"], allow_credentials=True
)

without = FastAPI()
without.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=False)


class Cors(CORSMiddleware):
    pass


own = FastAPI()
own.add_middleware(Cors, allow_origins=["*"], allow_credentials=True)  # expect: cors-any-origin-with-credentials

methods = FastAPI()
methods.add_middleware(
    CORSMiddleware,
    allow_origins=["https://a.example.org"],
    allow_methods=["*"],
    allow_headers=["*"],
    allow_credentials=True,
)


def add_cors(application: FastAPI, origins: list[str]) -> None:
    application.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True)


add_cors(FastAPI(), ["https://b.example.org"])

# file: options.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    origins: list[str] = ["http://localhost:3000"]
    open_origins: list[str] = ["*"]


settings = Settings()
OPEN = {"allow_origins": ["*"], "allow_credentials": True}
