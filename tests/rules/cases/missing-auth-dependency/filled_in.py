"""A key that a validator of the settings makes where none is set is not unset when requests come."""

import secrets

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import APIKeyQuery
from pydantic import field_validator
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    made_key: str | None = None
    unset_key: str | None = None

    @field_validator("made_key", mode="before")
    @classmethod
    def make_key(cls, value: str | None) -> str:
        if value is None:
            return secrets.token_urlsafe(16)
        return value

    @field_validator("unset_key")
    @classmethod
    def check_key(cls, value: str | None) -> str | None:
        if value is not None and len(value) < 16:
            raise ValueError("too short")
        return value


settings = Settings()
given = APIKeyQuery(name="key", auto_error=False)


def by_made_key(key: str | None = Depends(given)) -> None:
    if key != settings.made_key:
        raise HTTPException(401)


def by_unset_key(key: str | None = Depends(given)) -> None:
    if key != settings.unset_key:  # expect: missing-auth-dependency
        raise HTTPException(401)


app = FastAPI()


@app.post("/made", dependencies=[Depends(by_made_key)])
def made() -> None: ...


@app.post("/unset", dependencies=[Depends(by_unset_key)])  # expect: missing-auth-dependency
def unset() -> None: ...
