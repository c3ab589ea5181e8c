"""What a mapping holds says nothing of its keys."""

import json

from fastapi import FastAPI

app = FastAPI()


@app.post("/reports")
def report(title: str):
    for name, content in {"title.json": title, "kind.json": "report"}.items():
        with open("/srv/" + name, "w") as file:
            json.dump(content, file)


@app.post("/files")
def keep(files: dict[str, str]):
    for name, content in files.items():
        with open("/srv/" + name, "w") as file:  # expect: path-traversal
            file.write(content)
