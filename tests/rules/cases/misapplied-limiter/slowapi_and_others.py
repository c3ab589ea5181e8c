from fastapi import Depends, FastAPI, Request
from fastapi_limiter.depends import RateLimiter
from slowapi import Limiter
from slowapi.util import get_remote_address

from throttling import throttle

limiter = Limiter(key_func=get_remote_address)
defaults = Limiter(key_func=get_remote_address, default_limits=["100/minute"])  # expect: misapplied-limiter
app = FastAPI()


@limiter.limit("5/minute")  # expect: misapplied-limiter
@app.post("/above")
def above(request: Request): ...


@app.post("/below")
@limiter.limit("5/minute")
def below(request: Request): ...


@app.post("/nameless")
@limiter.limit("5/minute")  # expect: misapplied-limiter
def nameless(req: Request): ...


@throttle(5)  # expect: misapplied-limiter
@app.post("/throttled")
def throttled(): ...


@app.get("/two")
@app.post("/two")
@limiter.limit("5/minute")
def two(request: Request): ...


@app.get("/class", dependencies=[Depends(RateLimiter)])  # expect: misapplied-limiter
def by_class(): ...


@app.get("/instance", dependencies=[Depends(RateLimiter(times=2, seconds=5))])
def by_instance(): ...


# file: throttling.py
def throttle(times: int):
    def wrap(function):
        return function

    return wrap
