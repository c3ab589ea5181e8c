from fastapi import Cookie, Depends, FastAPI, HTTPException, Response

app = FastAPI()


def get_visitor(session_id: str = Cookie()):
    if session_id not in SESSIONS:
        raise HTTPException(401)
    return SESSIONS[session_id]


@app.post("/orders", dependencies=[Depends(get_visitor)])
def create_order(): ...


@app.post("/login")
def log_in(response: Response):
    response.set_cookie("session_id", begin(), secure=True, httponly=True, samesite="strict")
