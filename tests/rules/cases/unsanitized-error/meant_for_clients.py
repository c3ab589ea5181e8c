import os

from django.core.exceptions import ValidationError
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

app = FastAPI()


@app.exception_handler(404)
async def not_found(request: Request, error) -> JSONResponse:
    return JSONResponse({"detail": error.detail}, status_code=404)


@app.exception_handler(500)
async def broken(request: Request, error) -> JSONResponse:
    return JSONResponse({"detail": str(error)}, status_code=500)  # expect: unsanitized-error


@app.get("/numbers/{text}")
def number(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError as error:
        raise HTTPException(400, str(error))  # expect: unsanitized-error


@app.get("/checked/{text}")
def checked(text: str, check) -> int:
    try:
        return check(text)
    except ValidationError as error:
        raise HTTPException(400, error.message)


@app.get("/forwarded/{text}")
def forwarded(text: str, check) -> int:
    try:
        return check(text)
    except Exception as error:
        if hasattr(error, "status_code"):
            raise HTTPException(status_code=error.status_code, detail=error.detail)
        raise HTTPException(status_code=500, detail="It failed.")


@app.get("/exposed/{text}")
def exposed(text: str, check) -> int:
    try:
        return check(text)
    except Exception as error:
        message = str(error) if os.environ.get("EXPOSE_STACKTRACE") == "1" else "It failed."
        raise HTTPException(status_code=500, detail=message)


@app.get("/stored/{text}")
def stored(text: str, save) -> int:
    try:
        return save(text)
    except SQLAlchemyError as error:
        raise HTTPException(status_code=500, detail=f"Not saved: {error}")  # expect: unsanitized-error
