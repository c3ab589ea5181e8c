import os
from functools import wraps

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from starlette.authentication import requires

KEY = os.environ["KEY"]
app = FastAPI()


def check_key(x_key: str = Header()):
    if x_key != KEY:
        raise HTTPException(401)


def login_required(function):
    @wraps(function)
    async def wrapper(request: Request, *args, **kwargs):
        if not request.session.get("user"):
            raise HTTPException(401)
        return await function(request, *args, **kwargs)

    return wrapper


def role_required(role):
    def decorate(function):
        @wraps(function)
        async def wrapper(*args, **kwargs):
            token = kwargs["request"].headers.get("Authorization")
            if not token or decode(token).role != role:
                raise HTTPException(403)
            return await function(*args, **kwargs)

        return wrapper

    return decorate


def timed(function):
    @wraps(function)
    async def wrapper(*args, **kwargs):
        result = await function(*args, **kwargs)
        if result is None:
            raise HTTPException(404)
        return result

    return wrapper


def check_read_only(function):
    @wraps(function)
    async def wrapper(*args, **kwargs):
        if os.environ.get("READ_ONLY"):
            raise HTTPException(403)
        return await function(*args, **kwargs)

    return wrapper


@app.post("/by-dependency", dependencies=[Depends(check_key)])
def by_dependency(): ...


# A decorator under the route's runs around the handler.
@app.post("/by-session")
@login_required
async def by_session(request: Request): ...


@app.post("/by-role")
@role_required("admin")
async def by_role(request: Request): ...


@app.post("/by-scope")
@requires("authenticated")
async def by_scope(request: Request): ...


@app.post("/timed")  # expect: missing-auth-dependency
@timed
async def by_nobody(request: Request): ...


# What an installation forbids it forbids everybody.
@app.post("/unless-read-only")  # expect: missing-auth-dependency
@check_read_only
async def unless_read_only(): ...
