"""What was handed out for one step says who comes back with it."""

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")


class Step(BaseModel):
    challenge_token: str
    code: str


class Note(BaseModel):
    text: str


@app.post("/factors/enroll")
def enroll(step: Step):
    return start_factor(step.challenge_token, step.code)


@app.post("/notes")  # expect: missing-auth-dependency
def add_note(note: Note):
    store(note.text)


@app.put("/notes")
def change_note(note: Note, token: str = Depends(scheme)):
    if not is_known(token):
        raise HTTPException(401)
    store(note.text)
