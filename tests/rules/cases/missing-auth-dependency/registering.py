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
