import secrets
from os import environ

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBasic, HTTPBasicCredentials

app = FastAPI()
basic = HTTPBasic()
DESK_PASSWORD = environ["DESK_PASSWORD"]


@app.get("/desk")
def desk(sent: HTTPBasicCredentials = Depends(basic)):
    if sent.username != "desk" or sent.password != DESK_PASSWORD:  # expect: timing-unsafe-compare
        raise HTTPException(401)


@app.get("/vault")
def vault(sent: HTTPBasicCredentials = Depends(basic)):
    if not secrets.compare_digest(sent.password.encode(), DESK_PASSWORD.encode()):
        raise HTTPException(401)
