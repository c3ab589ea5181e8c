from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Note(BaseModel):
    title: str
    text: str


class Bundle(BaseModel):
    files: dict[str, str]


@app.post("/notes")
def write(note: Note) -> None:
    for name, text in {"title.txt": note.title, "text.txt": note.text}.items():
        with open(f"/srv/notes/{name}", "w") as file:
            file.write(text)


@app.post("/bundles")
def write_all(bundle: Bundle) -> None:
    for name, text in bundle.files.items():
        with open(f"/srv/bundles/{name}", "w") as file:  # expect: path-traversal
            file.write(text)


@app.post("/log")
def append(text: str) -> str:
    with open("/srv/log.txt", "a") as file:
        file.write(text)
    with open(file.name) as again:
        return again.read()
