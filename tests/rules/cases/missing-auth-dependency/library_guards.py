import os

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi_users import FastAPIUsers

app = FastAPI()
users = FastAPIUsers(get_manager, [backend])
current_user = users.current_user(active=True)
optional_user = users.current_user(active=True, optional=True)


def require_staff(user=Depends(current_user)):
    if not user.is_staff:
        raise HTTPException(403)
    return user


def who(user=Depends(optional_user)):
    return user


@app.post("/orders")
def create_order(user=Depends(current_user)): ...


# What is built on a library's guard refuses as it does.
@app.post("/products")
def create_product(user=Depends(require_staff)): ...


@app.post("/notes")  # expect: missing-auth-dependency
def create_note(user=Depends(who)): ...
