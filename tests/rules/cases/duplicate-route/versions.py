from fastapi import APIRouter, FastAPI

app = FastAPI()
old = APIRouter()
new = APIRouter()
inner = FastAPI()


@old.get("/items")
def old_items(): ...


@new.get("/items")
def new_items(): ...


@inner.get("/items")
def inner_items(): ...


app.include_router(old, prefix="/v1")
app.include_router(new, prefix="/v2")
app.mount("/v3", inner)
