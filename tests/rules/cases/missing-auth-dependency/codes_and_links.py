"""What was handed out for one step says who comes back with it."""

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel, Field

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")


class Step(BaseModel):
    challenge_token: str
    code: str


class Note(BaseModel):
    text: str


# A token that may be left out is that of a service, and not its caller's.
class Channel(BaseModel):
    kind: str
    token: str | None = None
    license_key: str = Field("", max_length=80)


class License(BaseModel):
    license_key: str = Field(max_length=80)


@app.post("/factors/enroll")
def enroll(step: Step):
    return start_factor(step.challenge_token, step.code)


@app.post("/notes")  # expect: missing-auth-dependency
def add_note(note: Note):
    store(note.text)


@app.post("/channels")  # expect: missing-auth-dependency
def add_channel(channel: Channel):
    store(channel)


@app.post("/seats/claim")
def claim(license: License):
    store(license)


@app.put("/notes")
def change_note(note: Note, token: str = Depends(scheme)):
    if not is_known(token):
        raise HTTPException(401)
    store(note.text)
