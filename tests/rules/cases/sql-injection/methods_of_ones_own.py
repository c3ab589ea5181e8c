"""Which of the project's methods makes a query is not known: that the client wrote it is a lead."""

from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

app = FastAPI()
engine = create_engine("postgresql://")


class Sort(BaseModel):
    field: str


class ByName:
    def __init__(self, name: str):
        self.name = name

    def apply_joins(self, query):
        return query.outerjoin(Names, Names.name == self.name)


class ByPlace:
    def __init__(self, place: str):
        self.place = place

    def apply_joins(self, query):
        return query.outerjoin(Places, Places.name == self.place)


def sorts(sort: Sort):
    return list([ByName(sort.field), ByPlace(sort.field)])


@app.post("/orders")
def list_orders(sort: Sort):
    query = select(Order)
    query = sorts(sort)[-1].apply_joins(query)
    with Session(engine) as session:
        return session.execute(query).all()  # expect: sql-injection
