# file: app/guards.py
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPBearer

bearer = HTTPBearer()


def current_user(credentials=Depends(bearer)):
    if credentials.credentials not in SESSIONS:
        raise HTTPException(status_code=401, detail="Not logged in")
    return SESSIONS[credentials.credentials]


class Require:
    def __init__(self, role: str):
        self.role = role

    def __call__(self, user=Depends(current_user)):
        if self.role not in user.roles:
            raise HTTPException(status_code=403)


User = Annotated[dict, Depends(current_user)]


# file: app/main.py
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request

from .guards import Require, User, current_user

app = FastAPI()
guarded = APIRouter(dependencies=[Depends(current_user)])
bare = APIRouter()
included = APIRouter()
guarded_app = FastAPI(dependencies=[Depends(current_user)])
bare_app = FastAPI()


def plain_dependency(request: Request):
    return request.state.db


@guarded.post("/guarded")
def on_guarded_router(): ...


@bare.post("/bare")  # expect: missing-auth-dependency
def on_bare_router(): ...


@included.put("/included")
def guarded_where_included(): ...


@guarded_app.delete("/mounted")
def on_guarded_app(): ...


@bare_app.delete("/mounted")  # expect: missing-auth-dependency
def on_bare_app(): ...


@app.patch("/alias")
def by_alias(user: User): ...


@app.patch("/instance", dependencies=[Depends(Require("admin"))])
def by_instance(): ...


@app.patch("/plain")  # expect: missing-auth-dependency
def by_nothing(db=Depends(plain_dependency)): ...


@app.get("/read")
def read(): ...


app.include_router(guarded)
app.include_router(bare, prefix="/bare")
app.include_router(included, dependencies=[Depends(current_user)])
app.mount("/a", guarded_app)
app.mount("/b", bare_app)
app.add_api_route("/added", by_nothing, methods=["POST"])  # expect: missing-auth-dependency
