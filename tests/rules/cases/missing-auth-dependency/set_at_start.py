from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer
from jose import JWTError, jwt

app = FastAPI()
scheme = HTTPBearer(auto_error=False)
_secret = None


def set_secret(secret: str) -> None:
    global _secret
    _secret = secret


def get_secret() -> str:
    if _secret is None:
        raise RuntimeError("no secret yet")
    return _secret


def verified(token: str):
    try:
        return jwt.decode(token, get_secret(), algorithms=["HS256"])
    except JWTError:
        return None


def current_user(credentials=Depends(scheme)):
    if credentials is None:
        raise HTTPException(401)
    user = verified(credentials.credentials)
    if user is None:
        raise HTTPException(401)
    return user


# What a module holds until it is set at start-up is not what it holds when requests come.
@app.post("/orders")
def create_order(user=Depends(current_user)): ...


@app.post("/notes")  # expect: missing-auth-dependency
def create_note(): ...
