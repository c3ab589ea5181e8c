from fastapi import Cookie, FastAPI, Header, HTTPException, Request

app = FastAPI()


@app.post("/orders")
def order(csrf_token: str = Cookie(), x_csrf_token: str = Header()) -> None:
    if csrf_token != x_csrf_token:
        raise HTTPException(403)


@app.post("/notes")
def note(request: Request, token: str = Header()) -> dict[str, str]:
    verified = getattr(request.state, "verified", None)
    if verified is not None:
        verified_token, payload = verified
        if verified_token == token:
            return payload
    return verify(token)
