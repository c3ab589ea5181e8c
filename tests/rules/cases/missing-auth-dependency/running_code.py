"""A path that says that its route only asks is believed, unless the handler runs code."""

from fastapi import Depends, FastAPI, HTTPException, Request

app = FastAPI()


def user(request: Request) -> str:
    if "authorization" not in request.headers:
        raise HTTPException(401)
    return request.headers["authorization"]


def run(code: str) -> None:
    exec(code)


@app.post("/rules/validate")  # expect: missing-auth-dependency
def validate(code: str) -> None:
    run(code)


@app.post("/rules/check")
def check(code: str) -> bool:
    return bool(compile(code, "<rule>", "exec"))


@app.post("/rules")
def create(code: str, me: str = Depends(user)) -> None:
    open("/srv/rules", "w").write(code)


@app.post("/programs/code")  # expect: missing-auth-dependency
def validate_code(code: str) -> None:
    run(code)


@app.post("/mails/code")
def verify_code(code: str) -> None: ...
