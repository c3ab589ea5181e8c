import asyncio

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.security import HTTPBearer

app = FastAPI()
scheme = HTTPBearer(auto_error=False)


def check_key(x_key: str = Header()):
    if x_key != KEY:
        raise HTTPException(401)


async def current_user(credentials=Depends(scheme)):
    def look_up():
        if credentials is None:
            raise HTTPException(401)
        return find(credentials)

    return await asyncio.get_running_loop().run_in_executor(None, look_up)


@app.post("/by-key", dependencies=[Depends(check_key)])
def by_key(): ...


# A lead: the guard may refuse in the function that it hands to a thread.
@app.post("/in-a-thread")  # expect: missing-auth-dependency
def in_a_thread(user=Depends(current_user)): ...
