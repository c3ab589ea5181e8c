"""The Location header of a response is a target; a header of the request is nothing that a link chooses."""

from fastapi import FastAPI, Header, Request, Response
from fastapi.responses import RedirectResponse

app = FastAPI()
DESKS = {"north": "/desks/n", "south": "/desks/s"}


@app.get("/go")
def go(request: Request):
    response = Response(status_code=302)
    response.headers["Location"] = request.query_params["to"]  # expect: open-redirect
    return response


@app.get("/desk")
def desk(name: str, response: Response):
    response.status_code = 303
    response.headers["location"] = DESKS.get(name, "/")


@app.post("/items", status_code=201)
def add(item: str, response: Response):
    response.headers["Location"] = f"/items/{item}"
    return {"item": item}


@app.get("/back")
def back(referer: str = Header("/")):
    return RedirectResponse(referer)
