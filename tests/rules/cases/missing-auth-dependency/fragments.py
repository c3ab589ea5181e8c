# file: routers/items.py
from fastapi import APIRouter, Depends, Header, HTTPException

router = APIRouter()
guarded = APIRouter(prefix="/guarded")


def check(x_key: str = Header()):
    if x_key not in KEYS:
        raise HTTPException(401)


@router.post("/items")  # expect: missing-auth-dependency
def create_item(name: str):
    store.add(name)


@guarded.delete("/items/{item_id}", dependencies=[Depends(check)])
def delete_item(item_id: int):
    store.remove(item_id)


router.include_router(guarded)
