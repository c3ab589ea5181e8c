"""A limit that is given to the function which reads the rows is for the query, also where it is only given when set."""

from fastapi import Depends, FastAPI, Query
from sqlalchemy import select
from sqlalchemy.orm import Session

from database import Trade, get_session

app = FastAPI()


def find_trades(session: Session, limit: int | None = None, offset: int = 0):
    query = select(Trade).where(Trade.is_open.is_(False))
    if limit is not None:
        return session.scalars(query.limit(limit).offset(offset)).all()
    return session.scalars(query).all()


@app.get("/trades")
def list_trades(limit: int = Query(10, ge=1, le=100), offset: int = 0, session: Session = Depends(get_session)):
    return find_trades(session, limit=limit, offset=offset)


@app.get("/open-trades")
def list_open_trades(limit: int = 10, session: Session = Depends(get_session)):
    return find_trades(session)  # expect: missing-pagination
