from fastapi import Cookie, FastAPI, Header, HTTPException

app = FastAPI()


@app.post("/orders")
def order(csrf_token: str = Cookie(), x_csrf_token: str = Header()) -> None:
    if csrf_token != x_csrf_token:
        raise HTTPException(403)
