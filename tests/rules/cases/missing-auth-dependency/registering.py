from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def current_user(authorization: str = Header()):
    if authorization != load_token():
        raise HTTPException(401)


@app.post("/orders", dependencies=[Depends(current_user)])
def order(number: int):
    store(number)


@app.post("/register_worker")  # expect: missing-auth-dependency
def register_worker(name: str):
    store(name)


@app.post("/register")
def register(name: str):
    store(name)


@app.post("/register-user")
def register_user(name: str):
    store(name)


@app.post("/mail/verify")
def request_verification_email(email: str):
    send(email)


@app.post("/renew")
def generate_refresh_token(credentials: dict):
    store(credentials)


@app.post("/auth/restore-password")
def restore_password(email: str):
    send(email)


@app.post("/public/votes")
def vote(number: int):
    store(number)


@app.post("/boards/{number}/public")  # expect: missing-auth-dependency
def publish(number: int):
    store(number)


@app.post("/mail/verification-texts")  # expect: missing-auth-dependency
def change_verification_text(text: str):
    store(text)
