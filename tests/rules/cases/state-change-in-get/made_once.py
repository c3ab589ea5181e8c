from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from tables import Order

app = FastAPI()


def get_session(): ...


DB = Annotated[Session, Depends(get_session)]


# The first request makes what all later ones read.
@app.get("/preferences")
def preferences(session: DB):
    found = session.scalars(select(Order)).first()
    if not found:
        found = Order()
        session.add(found)
        session.commit()
    return found


@app.get("/defaults")
def defaults(session: DB):
    found = session.get(Order, 1) or session.scalars(select(Order)).one_or_none()
    if found is not None:
        return found
    session.add(Order())
    session.commit()


@app.get("/found")
def take(session: DB):
    found = session.scalars(select(Order)).first()
    if found:
        session.delete(found)  # expect: state-change-in-get
