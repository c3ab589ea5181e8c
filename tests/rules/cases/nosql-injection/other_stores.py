from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import Session

app = FastAPI()


class Plan(BaseModel):
    title: str
    extras: dict[str, str]


class Repository:
    def __init__(self, session: Session, mixins) -> None:
        self.session = session
        self.mixins = mixins


@app.put("/plans/{key}")
def update(key: int, plan: Plan, repository) -> None:
    repository.mixins.update_one(plan, key)
