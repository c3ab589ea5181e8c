"""A loop over a mapping gives its keys, which say nothing of what it holds; a loop over a list gives what that holds."""

import os

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Jobs(BaseModel):
    named: dict[str, str]
    names: list[str]


def by_key(texts: dict[str, str]) -> None:
    for key in texts:
        os.system(key)
        os.system(texts[key])  # expect: command-injection


def by_sent_key(texts: dict[str, str]) -> None:
    for key in texts:
        os.system(key)  # expect: command-injection


@app.get("/texts")
def texts(name: str) -> None:
    by_key({"title": name})
    by_sent_key({name: "title"})


@app.post("/jobs")
def jobs(jobs: Jobs) -> None:
    for key in jobs.named:
        os.system(key)  # expect: command-injection
    for name in jobs.names:
        os.system(name)  # expect: command-injection


@app.get("/lists")
def lists(name: str) -> None:
    for each in [text for text in (name, "who")]:
        os.system(each)  # expect: command-injection
