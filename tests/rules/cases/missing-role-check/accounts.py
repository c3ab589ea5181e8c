"""Accounts of others are made by administrators, where the project tells them from other users."""

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()


class NewUser(BaseModel):
    name: str
    password: str


def current_user(token: str = Depends(oauth2_scheme)):
    user = user_of(token)
    if user is None:
        raise HTTPException(401)
    return user


@app.post("/users")  # expect: missing-role-check
def create_user(new: NewUser, user=Depends(current_user)):
    note(f"{user.name} made {new.name}")
    return insert(new)


@app.post("/accounts")
def create_account(new: NewUser, user=Depends(current_user)):
    if not user.is_admin:
        raise HTTPException(403)
    return insert(new)


@app.post("/sign-up/users")
def sign_up(new: NewUser):
    return insert(new)
