from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, OAuth2PasswordBearer

bearer = HTTPBearer(auto_error=False)
oauth2 = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)
app = FastAPI()


def get_user(token: Annotated[str | None, Depends(oauth2)]):
    if token is None:
        return None
    return find_user(token)


@app.get("/mine")
def read_mine(user=Depends(get_user)):
    return {"id": user.id}  # expect: unchecked-optional-credentials


def claims_of(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]):
    return decode(credentials.credentials)  # expect: unchecked-optional-credentials


@app.get("/claims")
def read_claims(claims: Annotated[dict, Depends(claims_of)]):
    return claims


@app.get("/tested")
def tested(user=Depends(get_user)):
    if user is None:
        raise HTTPException(401)
    return {"id": user.id}


@app.get("/chosen")
def chosen(user=Depends(get_user)):
    return {"id": user.id if user else None}


@app.get("/short")
def short(user=Depends(get_user)):
    return {"is_admin": user and user.is_admin}


@app.get("/handed-on")
def handed_on(user=Depends(get_user)):
    ensure_known(user)
    return {"id": user.id}


strict = HTTPBearer()


@app.get("/strict")
def strictly(credentials: HTTPAuthorizationCredentials = Depends(strict)):
    return decode(credentials.credentials)
