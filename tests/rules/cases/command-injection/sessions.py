"""A session of a library that is given an object gives back what it finds; a set gives what was put into it."""

import os

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Job, get_session

app = FastAPI()


@app.post("/jobs")
def add(name: str, session: Session = Depends(get_session)) -> None:
    session.add(Job(name=name))
    session.commit()
    os.system(session.mode())
    names = set()
    names.add(name)
    for each in names:
        os.system(each)  # expect: command-injection
