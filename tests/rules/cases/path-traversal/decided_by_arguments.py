from pathlib import Path

from fastapi import FastAPI

app = FastAPI()


def content(name, is_builtin=False):
    if is_builtin:
        return "built in"
    return Path(f"pages/{name}").read_text()  # expect: path-traversal


def draft(name, is_builtin=False):
    if is_builtin:
        return "built in"
    return Path(f"drafts/{name}").read_text()


@app.get("/pages/{name:path}")
def page(name: str):
    return content(name)


@app.get("/drafts/{name:path}")
def show_draft(name: str):
    return draft(name, is_builtin=True)
