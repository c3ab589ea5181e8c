"""A token that only the holder of the key can have made verifies by being decrypted."""

from fastapi import FastAPI, Security
from fastapi.security import OAuth2PasswordBearer
from jose import jwe

scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()


async def get_reader(token: str = Security(scheme)):
    return parse(jwe.decrypt(token, KEY))


async def get_guest(token: str = Security(scheme)):  # expect: unverified-credentials
    return parse(token)


@app.get("/read")
async def read(data=Security(get_reader)):
    return data


@app.get("/visit")
async def visit(data=Security(get_guest)):
    return data
