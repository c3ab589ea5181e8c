"""A validator of every field, or of the whole model, may make the key that is not set, too."""

import secrets
from typing import Any

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import APIKeyQuery
from pydantic import BaseModel, BaseSettings, model_validator, validator


class Keys(BaseModel):
    made_key: str | None = None


class Settings(BaseSettings, Keys):
    @validator("*", pre=True)
    def fill_in(cls, value: Any, field: Any) -> Any:
        if field.name == "made_key":
            converted = value or secrets.token_urlsafe(16)
        else:
            converted = value
        return converted


class Later(BaseSettings):
    made_later: str | None = None
    unset_key: str | None = None

    @model_validator(mode="after")
    def make_key(self) -> "Later":
        self.made_later = self.made_later or secrets.token_urlsafe(16)
        return self


settings = Settings()
later = Later()
given = APIKeyQuery(name="key", auto_error=False)


def verify(key: str | None, expected: str) -> str | None:
    if key != expected:
        raise HTTPException(401)
    return key


def by_made_key(key: str | None = Depends(given)) -> str | None:
    return verify(key, settings.made_key)


def by_key_made_later(key: str | None = Depends(given)) -> str | None:
    return verify(key, later.made_later)


def by_unset_key(key: str | None = Depends(given)) -> str | None:
    return verify(key, later.unset_key)


app = FastAPI()


@app.post("/made", dependencies=[Depends(by_made_key)])
def made() -> None: ...


@app.post("/later", dependencies=[Depends(by_key_made_later)])
def made_later() -> None: ...


@app.post("/unset", dependencies=[Depends(by_unset_key)])  # expect: missing-auth-dependency
def unset() -> None: ...
