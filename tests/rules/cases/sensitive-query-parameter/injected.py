from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="login")


# What a dependency gives is in no address.
@app.get("/charts")
def read_charts(token: str = Depends(scheme)):
    if not is_known(token):
        raise HTTPException(401)


@app.get("/tables")
def read_tables(token: Annotated[str, Depends(scheme)]):
    if not is_known(token):
        raise HTTPException(401)


@app.get("/lists")
def read_lists(token: str):  # expect: sensitive-query-parameter
    if not is_known(token):
        raise HTTPException(401)
