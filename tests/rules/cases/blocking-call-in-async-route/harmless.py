import asyncio
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import lru_cache, partial
from pathlib import Path

import anyio
import httpx
import requests
from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from redis import asyncio as redis

pool = ThreadPoolExecutor()
cache = redis.Redis()


def fetch(url: str) -> bytes:
    return requests.get(url, timeout=5).content


@lru_cache
def read_template() -> str:
    return Path("template.html").read_text()


def lines_of(path: str):
    with open(path) as file:
        yield from file


@asynccontextmanager
async def lifespan(app: FastAPI):
    time.sleep(1)
    fetch("https://example.com/warm-up")
    yield


app = FastAPI(lifespan=lifespan)


@app.on_event("startup")
async def start():
    subprocess.run(["migrate"], check=True)


@app.get("/plain")
def plain():
    time.sleep(1)
    return fetch("https://example.com/")


def current_tenant() -> bytes:
    return fetch("https://tenants.example.com/")


@app.get("/dependency")
async def with_plain_dependency(tenant: bytes = Depends(current_tenant)):
    return tenant


@app.get("/threads")
async def threads():
    loop = asyncio.get_running_loop()
    first = await asyncio.to_thread(fetch, "https://example.com/1")
    second = await run_in_threadpool(fetch, "https://example.com/2")
    third = await loop.run_in_executor(None, fetch, "https://example.com/3")
    fourth = await loop.run_in_executor(pool, lambda: fetch("https://example.com/4"))
    fifth = await anyio.to_thread.run_sync(partial(fetch, "https://example.com/5"))
    return [first, second, third, fourth, fifth]


@app.get("/asynchronous")
async def asynchronous():
    async with httpx.AsyncClient() as client:
        response = await client.get("https://example.com")
    await cache.set("page", response.text)
    kept, other = await asyncio.gather(cache.get("page"), cache.get("other"))
    text = await anyio.Path("page.html").read_text()
    return [kept, other, text]


@app.get("/lines")
async def stream_lines():
    return StreamingResponse(lines_of("lines.txt"))


@app.get("/template")
async def template():
    return read_template()


@app.post("/later")
async def later(tasks: BackgroundTasks):
    tasks.add_task(fetch, "https://example.com/later")


@app.get("/nested")
async def nested():
    def work() -> bytes:
        time.sleep(1)
        return fetch("https://example.com")

    return await asyncio.to_thread(work)


@app.get("/memory")
async def read_memory():
    with open("/sys/fs/cgroup/memory.current") as stream:
        return stream.read()


@app.get("/processes/{pid}")
async def read_process(pid: int):
    with open(f"/proc/{pid}/stat") as stream:
        command = Path("/proc", str(pid), "comm").read_text()
        return [stream.read(), command, (Path("/proc") / str(pid) / "status").read_text()]
