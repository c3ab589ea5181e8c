from http import HTTPStatus

from fastapi import FastAPI, HTTPException, status

app = FastAPI()


@app.get("/")
def index(kind: int):
    if kind == 1:
        raise HTTPException(404)
    if kind == 2:
        raise HTTPException(status.HTTP_409_CONFLICT, "taken")
    if kind == 3:
        raise HTTPException(status_code=307, headers={"Location": "/login"})
    if kind == 4:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    if kind == 5:
        raise HTTPException(status_code=kind)
    if kind == 6:
        raise HTTPException(304)
    if kind == 7:
        raise HTTPException(499, "the client went away")
    if kind == 8:
        raise HTTPException(status.HTTP_204_NO_CONTENT)  # expect: invalid-status-code
    if kind == 9:
        raise HTTPException(302)  # expect: invalid-status-code
    raise HTTPException(status_code=1001, detail="unknown")  # expect: invalid-status-code
