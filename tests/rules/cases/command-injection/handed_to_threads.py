"""A library's function that runs in a thread, a pool or a background task does the same harm there."""

import asyncio
import functools
import os
import subprocess

from fastapi import BackgroundTasks, FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


@app.get("/pages/{title}")
async def count_pages(title: str):
    return await asyncio.to_thread(subprocess.getoutput, f"pdfinfo {title}")  # expect: command-injection


@app.get("/words/{title}")
async def count_words(title: str):
    work = functools.partial(subprocess.run, f"wc -w {title}", shell=True)  # expect: command-injection
    return await run_in_threadpool(work)


@app.post("/prints/{title}")
async def print_out(title: str, copies: int):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, lambda: os.system("lp " + title))  # expect: command-injection
    await loop.run_in_executor(None, lambda: os.system(f"lpstat -n {copies}"))


@app.post("/shreds/{title}")
async def shred(title: str, tasks: BackgroundTasks):
    tasks.add_task(os.system, f"shred {title}")  # expect: command-injection
    tasks.add_task(os.system, "sync")
