"""A check that is a coroutine runs only where somebody awaits it."""

# file: archive/access.py
from fastapi import Header, HTTPException

KEYS = {"archivist": "8c1f"}


async def ensure_may_read(shelf: str, key: str) -> None:
    if KEYS.get(shelf) != key:
        raise HTTPException(403)


async def note_visit(shelf: str) -> None:
    print("visited", shelf)


class Desk:
    async def authorize(self, headers, action: str) -> None:
        if headers.get("x-desk-key") not in KEYS.values():
            raise HTTPException(401)


async def with_key(x_desk_key: str = Header()) -> str:
    ensure_may_read("archivist", x_desk_key)  # expect: auth-dependency-never-raises
    return x_desk_key


# file: archive/desk.py
import asyncio

from fastapi import Depends, FastAPI, Header, Request

from .access import Desk, ensure_may_read, note_visit, with_key

app = FastAPI()
desk = Desk()


@app.get("/shelves/{shelf}")
async def read_shelf(shelf: str, x_desk_key: str = Header()):
    await ensure_may_read(shelf, x_desk_key)
    note_visit(shelf)
    return {"shelf": shelf}


@app.delete("/shelves/{shelf}")
async def drop_shelf(shelf: str, request: Request):
    desk.authorize(request.headers, "drop")  # expect: auth-dependency-never-raises
    return {"dropped": shelf}


@app.put("/shelves/{shelf}")
async def fill_shelf(shelf: str, request: Request):
    asyncio.create_task(note_visit(shelf))
    check = desk.authorize(request.headers, "fill")
    await check
    return {"filled": shelf}


@app.get("/hall", dependencies=[Depends(with_key)])
async def read_hall():
    return {}
