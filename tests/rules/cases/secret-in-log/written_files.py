import sys
from typing import TextIO

from fastapi import FastAPI

app = FastAPI()
RULES = {"letters": "a-z"}


@app.post("/export")
def export(password: str) -> None:
    with open("/srv/export.txt", "w") as file:
        file.write(password)
        report(file)


def report(file: TextIO) -> None:
    print(f"written to {file.name}", file=sys.stderr)


@app.post("/check")
def check(password: str) -> None:
    for rule, value in {"length": password, **RULES}.items():
        print(f"checked {rule}", file=sys.stderr)
        if not value:
            print(f"no {value}", file=sys.stderr)  # expect: secret-in-log
