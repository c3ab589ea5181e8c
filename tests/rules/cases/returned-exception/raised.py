from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

app = FastAPI()


class NotFound(HTTPException):
    def __init__(self):
        super().__init__(404)


class ErrorOut(BaseModel):
    detail: str


def missing() -> HTTPException:
    return HTTPException(404)


def missing_thing(name: str):
    return NotFound()


@app.exception_handler(NotFound)
def show(request: Request, error: NotFound):
    return JSONResponse({"detail": str(error)})


def guard(request: Request):
    if "key" not in request.headers:
        return HTTPException(401)  # expect: returned-exception
    return request.headers["key"]


@app.get("/a")
def by_helper():
    raise missing()


@app.get("/b", dependencies=[Depends(guard)])
def model():
    return ErrorOut(detail="none")


@app.get("/c")
def own():
    return NotFound()  # expect: returned-exception


@app.get("/d")
def variable():
    problem = HTTPException(409)
    return problem  # expect: returned-exception


@app.get("/e")
def made():
    return missing_thing("a")  # expect: returned-exception


@app.get("/f")
def caught():
    try:
        return work()
    except ValueError as error:
        return error  # expect: returned-exception


@app.get("/g")
def text():
    try:
        return work()
    except ValueError as error:
        return {"detail": str(error)}
