from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import JSONResponse

app = FastAPI()


def verify_token(authorization: str = Header("")):  # expect: auth-dependency-never-raises
    if authorization != f"Bearer {TOKEN}":
        return JSONResponse({"detail": "Unknown"}, status_code=401)


@app.get("/a", dependencies=[Depends(verify_token)])
def a(): ...


def require_admin(request: Request):  # expect: auth-dependency-never-raises
    if request.headers.get("x-role") != "admin":
        return HTTPException(403)


@app.post("/b")
def b(admin=Depends(require_admin)): ...


class CheckRole:
    def __init__(self, role: str):
        self.role = role

    def __call__(self, x_role: str = Header("")):  # expect: auth-dependency-never-raises
        return x_role == self.role


@app.post("/c", dependencies=[Depends(CheckRole("admin"))])
def c(): ...


def check_token(authorization: str = Header("")):
    return authorization == TOKEN


@app.post("/looked-at")
def looked_at(is_known: bool = Depends(check_token)):
    if not is_known:
        raise HTTPException(401)


def get_current_user_optional(authorization: str = Header("")):
    return USERS.get(authorization)


@app.post("/optional", dependencies=[Depends(get_current_user_optional)])
def optional(): ...


def check_key(authorization: str = Header("")):
    refuse_unless(authorization in KEYS)


def refuse_unless(is_known: bool):
    if not is_known:
        raise HTTPException(401)


@app.post("/raising", dependencies=[Depends(check_key)])
def raising(): ...


def require_authorization(authorization: str = Header("")):
    library.verify(authorization)


@app.post("/library", dependencies=[Depends(require_authorization)])
def by_library(): ...


def check_limit(limit: int = 10):
    return min(limit, 100)


@app.get("/list", dependencies=[Depends(check_limit)])
def listed(): ...
