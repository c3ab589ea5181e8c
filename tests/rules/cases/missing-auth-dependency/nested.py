"""A function inside the handler checks the credentials that it sees there, whatever wraps it."""

from functools import wraps

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import APIKeyHeader

given = APIKeyHeader(name="X-Key", auto_error=False)
app = FastAPI()


def in_transaction(function):
    @wraps(function)
    def run(*args, **kwargs):
        with open_session() as session:
            return function(session, *args, **kwargs)

    return run


def find_client(key, session):
    client = session.query(Client).filter(Client.key == key).first()
    if key is None or client is None:
        raise HTTPException(403)
    return client


@app.post("/labels")
def label_text(text: str, key=Depends(given)):
    @in_transaction
    def store(session):
        client = find_client(key, session)
        session.add(Label(client, text))

    store()


@app.post("/notes")  # expect: missing-auth-dependency
def note_text(text: str, key=Depends(given)):
    @in_transaction
    def store(session):
        session.add(Note(key, text))

    store()
