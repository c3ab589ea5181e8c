from typing import get_type_hints

from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel

router = APIRouter()


class Settings(BaseModel):
    size: int = 10


class Filter(BaseModel):
    name: str = ""


def controller(router: APIRouter):
    def decorate(cls):
        get_type_hints(cls)
        return cls

    return decorate


def get_session() -> object:
    return object()


@controller(router)
class Items:
    session: object = Depends(get_session)
    _settings: Settings | None = None
    wanted: Filter | None = None  # expect: body-in-get

    @router.get("/items")
    def list_items(self) -> list[str]:
        return []


app = FastAPI()
app.include_router(router)
