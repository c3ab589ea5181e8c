from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Path, Request, WebSocket


class Page:
    def __init__(self, shop_id: int, page: int = 1):
        self.shop_id = shop_id


class Loader:
    def __call__(self, item_id: int):
        return item_id


@dataclass
class Filter:
    color: str


def inner(tenant: str):
    return tenant


def outer(name: Annotated[str, Depends(inner)]):
    return name


def from_request(request: Request):
    return request.path_params["key"]


def hand_on(request: Request):
    return look_up(request)


app = FastAPI(dependencies=[Depends(outer)])
router = APIRouter(prefix="/{tenant}/shops/{shop_id}")


@router.get("/items/{item_id}")
def read_item(page: Annotated[Page, Depends()], item=Depends(Loader())): ...


@router.get("/colors/{color}")
def read_colors(shop_id: int, wanted: Filter = Depends()): ...


@router.get("/keys/{key}")
def read_key(shop_id: int, key=Depends(from_request)): ...


@router.get("/handed/{anything}")
def read_handed(shop_id: int, key=Depends(hand_on)): ...


@router.get("/aliased/{item-id}")
def read_aliased(shop_id: int, identifier: Annotated[int, Path(alias="item-id")]): ...


@router.get("/files/{path:path}")
def read_file(shop_id: int, path: str): ...


@router.get("/open/{whatever}")
def read_whatever(shop_id: int, **parameters): ...


@router.websocket("/live/{channel}")
async def live(shop_id: int, websocket: WebSocket):
    await join(websocket.path_params["channel"])


@router.get("/agents/{agent_id}")  # expect: unused-path-parameter
def read_agent(shop_id: int, request: Request):
    return request.headers["user-agent"]


async def hand_over(shop_id: int, request: Any):
    return await forward(request.url.path, request.headers)


async def count_visits(shop_id: int, request: Any):
    return request.headers["user-agent"]


router.add_api_route("/handed/{rest:path}", hand_over)
router.add_api_route("/visits/{page}", count_visits)  # expect: unused-path-parameter


@router.get("/lost/{lost}")  # expect: unused-path-parameter, unused-path-parameter
def read_lost(): ...


app.include_router(router)
