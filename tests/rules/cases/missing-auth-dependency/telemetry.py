from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy.orm import Session

app = FastAPI()


class Count:
    def __init__(self, name: str) -> None:
        self.name = name


def get_session():
    with Session() as session:
        yield session


scheme = OAuth2PasswordBearer(tokenUrl="login")


def user(token: str = Depends(scheme)) -> str:
    if token != "a":
        raise HTTPException(401)
    return token


@app.post("/v1/telemetry")
def count(name: str, session: Session = Depends(get_session)) -> None:
    session.add(Count(name))
    session.commit()


@app.post("/v1/counts")  # expect: missing-auth-dependency
def add(name: str, session: Session = Depends(get_session)) -> None:
    session.add(Count(name))
    session.commit()


@app.post("/v1/orders", dependencies=[Depends(user)])
def order(name: str, session: Session = Depends(get_session)) -> None:
    session.add(Count(name))
    session.commit()
