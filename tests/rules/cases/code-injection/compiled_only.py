"""Code that is compiled and dropped is looked at, and not run."""

from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.post("/check")
def check(code: str) -> None:
    try:
        compile(code, "<code>", "exec")
    except SyntaxError as error:
        raise HTTPException(422) from error


@app.post("/keep")
def keep(code: str) -> object:
    return compile(code, "<code>", "exec")  # expect: code-injection
