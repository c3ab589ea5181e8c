# file: app/schemas.py
from enum import StrEnum
from typing import Annotated, ClassVar, Generic, TypeVar

from pydantic import BaseModel, Field, SecretStr, field_serializer

T = TypeVar("T")


class Method(StrEnum):
    password: str = "password"


class Token(BaseModel):
    access_token: str
    refresh_token: str


class UserBase(BaseModel):
    name: str
    has_password: bool = False
    reset_password: bool = False
    method: Method


class UserCreate(UserBase):
    password: str


class UserInDB(UserBase):
    password_hash: str


class Team(BaseModel):
    members: list[UserInDB] = []


class Page(BaseModel, Generic[T]):
    items: list[T]


class Links(BaseModel):
    apikey: str


class About(BaseModel):
    links: Links


class Account(BaseModel):
    token: str


class Me(BaseModel):
    account: Account


class ApiToken(BaseModel):
    name: str
    token: str


class Group(BaseModel):
    tokens: list[ApiToken] | None = None


class Checkout(BaseModel):
    client_secret: str


class Integration(BaseModel):
    client_id: str
    client_secret: str | None = None
    next_page_token: str


class Masked(BaseModel):
    api_key: SecretStr
    password: str
    client_secret: Annotated[str, Field(exclude=True)]
    secret_key: ClassVar[str] = "x"

    @field_serializer("password")
    def hide(self, value: str) -> str:
        return "***"


class Quiet(UserInDB):
    password_hash: str = Field(exclude=True)


# file: app/main.py
import os

from fastapi import APIRouter, FastAPI, Response

from app.schemas import (
    About,
    Checkout,
    Group,
    Integration,
    Masked,
    Me,
    Page,
    Quiet,
    Team,
    Token,
    UserBase,
    UserCreate,
    UserInDB,
)

app = FastAPI()
router = APIRouter(prefix="/teams")


@app.post("/login")
def login() -> Token: ...


@app.get("/token")
def token() -> Token: ...


@app.post("/users", response_model=UserCreate)  # expect: sensitive-field-in-response
def create_user(user: UserCreate): ...


@app.get("/users", response_model=list[UserInDB])  # expect: sensitive-field-in-response
def list_users(): ...


@app.get("/users/page")  # expect: sensitive-field-in-response
def page_of_users() -> Page[UserInDB]: ...


@app.get("/users/excluded", response_model=UserInDB, response_model_exclude={"password_hash"})
def excluded(): ...


@app.get("/users/included", response_model=UserInDB, response_model_include={"name"})
def included(): ...


@app.get("/users/filtered", response_model=UserBase)
def filtered() -> UserInDB: ...


@app.get("/users/response", response_model=None)
def plain_response() -> Response | UserInDB: ...


@app.get("/users/quiet")
def quiet() -> Quiet: ...


@app.get("/masked")
def masked() -> Masked: ...


@app.get("/integrations")  # expect: sensitive-field-in-response
def integration() -> Integration: ...


@app.get("/checkout")
def checkout() -> Checkout: ...


@app.post("/integrations")
def create_integration() -> Integration: ...


@router.get("/{team}")  # expect: sensitive-field-in-response
def team(team: int) -> Team | None: ...


@app.get("/debug")
def debug():
    return {"environment": dict(os.environ), "version": 3}  # expect: sensitive-field-in-response


@app.get("/raw")
def raw():
    user = load()
    return {"name": user.name, "password": user.password}  # expect: sensitive-field-in-response


@app.get("/environment")
def environment() -> dict[str, object]:
    import os

    return {"environment": dict(os.environ)}  # expect: sensitive-field-in-response


@app.get("/groups/{number}")  # expect: sensitive-field-in-response
def group(number: int) -> Group: ...


@app.get("/about")
def about() -> About: ...


@app.get("/me")
def me() -> Me: ...


@app.get("/capabilities")
def capabilities():
    return {"changePassword": find_capability("password")}


class Step(BaseModel):
    reset_password: bool
    reset_token: str


@app.get("/steps/{number}")  # expect: sensitive-field-in-response
def step(number: int) -> Step: ...


@app.get("/rules")
def rules():
    return {"password": "at least twelve characters"}


app.include_router(router)
