from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI


@asynccontextmanager
async def lifespan(app):
    yield


async def start(): ...


# No lifespan: the handlers run.
old = FastAPI(on_startup=[start])
old.add_event_handler("shutdown", start)


@old.on_event("startup")
async def more(): ...


# Handlers of an included router run.
new = FastAPI(lifespan=lifespan, on_startup=[])
router = APIRouter()


@router.on_event("startup")
async def of_router(): ...


@router.get("/")
def index(): ...


new.include_router(router)


# Whether there is a lifespan is not known.
def maybe(given=None):
    app = FastAPI(lifespan=given)
    app.add_event_handler("startup", start)
    return app


def create():
    app = FastAPI(lifespan=lifespan)
    app.add_event_handler("startup", start)  # expect: hidden-by-lifespan
    return app


both = FastAPI(lifespan=lifespan, on_startup=[start])  # expect: hidden-by-lifespan
later = FastAPI()


@later.on_event("startup")  # expect: hidden-by-lifespan
async def never(): ...


later.router.lifespan_context = lifespan
apps = [maybe(), create()]
