# file: app/main.py
from importlib import import_module

from fastapi import FastAPI

from app import loose, plugins
from app.nested import api
from app.tools import attach

app = FastAPI()
app.include_router(api)
attach(app, loose.handed_on)


@app.get("/")
def index(): ...


# file: app/nested.py
from fastapi import APIRouter

api = APIRouter()
inner = APIRouter()
api.include_router(inner)
forgotten = APIRouter()  # expect: unused-router
empty = APIRouter()


@inner.get("/inner")
def read(): ...


@forgotten.get("/forgotten")
def never(): ...


# file: app/loose.py
from fastapi import APIRouter

handed_on = APIRouter()


@handed_on.get("/loose")
def loose(): ...


# file: app/plugins.py
from fastapi import APIRouter

listed = APIRouter()
ALL = [listed]


@listed.get("/listed")
def read_listed(): ...


# file: app/tools.py
def attach(app, router):
    register(app, router)
