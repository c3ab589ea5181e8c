"""Ways of running code that hide who calls: threads, task queues, tables of functions, abstract methods, state."""

import os
import threading
from abc import ABC, abstractmethod
from pathlib import Path

from celery import Celery
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()
queue = Celery()


def remove(path):
    os.remove(path)  # expect: path-traversal


@app.post("/threads")
def in_thread(path: str):
    threading.Thread(target=remove, args=(path,)).start()


@queue.task
def purge(path):
    os.unlink(path)  # expect: path-traversal


@app.post("/tasks")
def in_queue(path: str):
    purge.delay(path)


def empty(path):
    Path(path).write_text("")  # expect: path-traversal


ACTIONS = {"empty": empty}


@app.post("/actions")
def by_name(action: str, path: str):
    ACTIONS[action](path)


class Storage(ABC):
    @abstractmethod
    def load(self, key: str) -> bytes: ...


class Disk(Storage):
    def load(self, key: str) -> bytes:
        return Path("/srv", key).read_bytes()  # expect: path-traversal


storage: Storage = Disk()


@app.get("/objects")
def load(key: str):
    return storage.load(key)


class Archive:
    def fetch(self, key):
        return open(key).read()  # expect: path-traversal


app.state.archive = Archive()


@app.get("/archive")
def archived(key: str, request: Request):
    return request.app.state.archive.fetch(key)


class Job:
    def __init__(self):
        self.path = None

    def prepare(self, path):
        self.path = path

    def run(self):
        os.rmdir(self.path)  # expect: path-traversal


@app.post("/jobs")
def run(path: str):
    job = Job()
    job.prepare(path)
    job.run()


class Files(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if request.url.path.startswith("/files/"):
            return FileResponse("/srv" + request.url.path)  # expect: path-traversal
        return await call_next(request)


app.add_middleware(Files)
