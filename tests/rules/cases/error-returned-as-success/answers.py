from typing import Any

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

app = FastAPI()


class Envelope(BaseModel):
    success: bool
    error: str | None = None


@app.get("/a/{number}")
def plain(number: int) -> dict[str, Any]:
    if number < 0:
        return {"error": f"no item {number}"}  # expect: error-returned-as-success
    if number == 0:
        return {"status": "error", "message": "zero"}  # expect: error-returned-as-success
    if number == 1:
        return {"success": False, "message": "one"}  # expect: error-returned-as-success
    if number == 2:
        return {"detail": "not found"}, 404  # expect: error-returned-as-success
    return {"number": number, "error": None}


@app.get("/b", response_model=Envelope)
def envelope():
    return {"success": False, "error": "declared"}


@app.get("/c")
def with_status(response: Response):
    response.status_code = 404
    return {"error": "not found"}


@app.get("/d")
def as_response():
    return JSONResponse({"error": "not found"}, status_code=404)


@app.get("/e", status_code=409)
def declared_status():
    return {"error": "conflict"}


@app.post("/rpc")
def rpc():
    return {"jsonrpc": "2.0", "error": {"code": -32600}, "id": None}


@app.get("/pair")
def pair():
    return {"x": 1}, 12


@app.get("/state")
def state():
    return {"status": "ok", "success": True, "errors": []}


@app.get("/message/{number}")
def message(number: int):
    if number:
        return {"message": "Item not found"}  # expect: error-returned-as-success
    return {"message": "Item deleted"}


@app.get("/response")
def response() -> JSONResponse:
    return JSONResponse(content={"error": "not found"})  # expect: error-returned-as-success


def helper():
    return {"error": "not a handler"}


# What is asked about is a failure or none: the answer is as it should be.
@app.post("/validate-key")
def validate_key(key: str):
    return {"status": "failed", "message": "not a key"}


@app.get("/health/mail")
def mail_health():
    return {"status": "error", "since": 1}
