from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer, SecurityScopes
from library import get_principal

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token", scopes={"orders": "Orders"})
app = FastAPI()


def get_user(token: str = Depends(oauth2_scheme)):
    if token not in USERS:
        raise HTTPException(401)
    return USERS[token]


def get_scoped(required: SecurityScopes, user=Depends(get_user)):
    if not user.has(required.scopes):
        raise HTTPException(403)
    return user


def get_active(user=Security(get_scoped)):
    return user


@app.get("/scheme")
def scheme(token: str = Security(oauth2_scheme, scopes=["orders"])): ...  # expect: unused-security-scopes


@app.get("/user")
def user(user: Annotated[dict, Security(get_user, scopes=["orders", "write"])]): ...  # expect: unused-security-scopes


@app.get("/listed", dependencies=[Security(get_user, scopes=["orders"])])  # expect: unused-security-scopes
def listed(): ...


@app.get("/scoped")
def scoped(user=Security(get_scoped, scopes=["orders"])): ...


@app.get("/below")
def below(user=Security(get_active, scopes=["orders"])): ...


@app.get("/library")
def by_library(user=Security(get_principal, scopes=["orders"])): ...


@app.get("/none")
def without(user=Security(get_user)): ...
