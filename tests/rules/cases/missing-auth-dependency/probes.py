"""What asks whether the application is well is sent nothing; what is sent something does more than that."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.security import APIKeyHeader
from pydantic import BaseModel

app = FastAPI()


def known_caller(key: Annotated[str, Depends(APIKeyHeader(name="X-Key"))]) -> str:
    if key != app.state.key:
        raise HTTPException(401)
    return key


class Target(BaseModel):
    address: str


@app.post("/items", dependencies=[Depends(known_caller)])
def add_item(name: str) -> None: ...


@app.post("/health")
def health() -> None: ...


@app.post("/ping")
def ping(request: Request) -> str:
    return str(request.url)


@app.post("/sources/healthcheck")  # expect: missing-auth-dependency
async def check_source(request: Request) -> int:
    return len(await request.json())


@app.post("/targets/ping")  # expect: missing-auth-dependency
def ping_target(target: Target) -> int:
    return len(target.address)
