from fastapi import Depends, FastAPI, Request

app = FastAPI()


# A question with an answer, and no guard.
def get_needs_consent(request: Request) -> bool:
    session_token = request.cookies.get("session")
    if session_token is None:
        return True
    if is_first_party(session_token):
        return False
    return True


@app.post("/consent")
def consent(needs: bool = Depends(get_needs_consent)): ...
