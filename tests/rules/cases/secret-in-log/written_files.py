import sys
from typing import TextIO

from fastapi import FastAPI

app = FastAPI()


@app.post("/export")
def export(password: str) -> None:
    with open("/srv/export.txt", "w") as file:
        file.write(password)
        report(file)


def report(file: TextIO) -> None:
    print(f"written to {file.name}", file=sys.stderr)
