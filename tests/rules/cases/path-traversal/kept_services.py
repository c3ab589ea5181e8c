from abc import ABC, abstractmethod
from pathlib import Path
from typing import Optional, Protocol

from fastapi import Depends, FastAPI

ROOT = Path("/srv")


class Noted:
    def delete(self, name):
        (ROOT / name).unlink()  # expect: path-traversal


class SetLater:
    def delete(self, name):
        (ROOT / name).unlink()  # expect: path-traversal


class SetInClass:
    def delete(self, name):
        (ROOT / name).unlink()  # expect: path-traversal


class SetByGlobal:
    def delete(self, name):
        (ROOT / name).unlink()  # expect: path-traversal


class Storage(ABC):
    @abstractmethod
    def delete(self, name): ...


class Disk(Storage):
    def delete(self, name):
        (ROOT / name).unlink()  # expect: path-traversal


class Eraser(Protocol):
    def erase(self, name): ...


class Files:
    def erase(self, name):
        (ROOT / name).unlink()  # expect: path-traversal


class OfOtherShape:
    """Its parameter has another name, so it is no such eraser."""

    def erase(self, path):
        (ROOT / path).unlink()


class InMemory:
    def __init__(self):
        self.kept = {}

    def delete(self, name):
        self.kept.pop(name)


class Services:
    noted: Noted
    later: Optional[SetLater] = None
    memory: InMemory
    here = None

    @classmethod
    def start(cls):
        cls.here = SetInClass()


class User:
    def __init__(self, eraser: Eraser):
        self.eraser = eraser

    def go(self, name):
        self.eraser.erase(name)


kept = None


def start():
    global kept
    kept = SetByGlobal()
    Services.later = SetLater()


app = FastAPI(on_startup=[start, Services.start])


def storage() -> Storage:
    return app.state.storage


def user():
    return User(Files())


@app.delete("/noted/{name:path}")
def noted(name: str):
    Services.noted.delete(name)


@app.delete("/later/{name:path}")
def later(name: str):
    Services.later.delete(name)


@app.delete("/here/{name:path}")
def here(name: str):
    Services.here.delete(name)


@app.delete("/memory/{name:path}")
def memory(name: str):
    Services.memory.delete(name)


@app.delete("/kept/{name:path}")
def by_global(name: str):
    kept.delete(name)


@app.delete("/storage/{name:path}")
def by_getter(name: str):
    storage().delete(name)


@app.delete("/eraser/{name:path}")
def by_protocol(name: str, given: User = Depends(user)):
    given.go(name)
