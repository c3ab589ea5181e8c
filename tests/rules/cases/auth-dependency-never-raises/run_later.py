"""A coroutine that is handed on is awaited by whoever has it."""

from fastapi import BackgroundTasks, FastAPI, HTTPException

app = FastAPI()


async def check_access(user: str) -> None:
    if await find_user(user) is None:
        raise HTTPException(403)


@app.post("/messages")
async def post_message(user: str, background_tasks: BackgroundTasks):
    background_tasks.add_task(check_access, user)


@app.post("/notes")
async def post_note(user: str):
    check_access(user)  # expect: auth-dependency-never-raises
