from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException

from catalogue import router as catalogue


def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)


guarded = [Depends(check_key)]
router = APIRouter(prefix="/orders")


@router.get("", dependencies=guarded)
def list_orders(): ...


@router.get("/{order_id}", dependencies=guarded)
def read_order(order_id: int): ...


@router.get("/{order_id}/lines")  # expect: missing-auth-on-read
def list_lines(order_id: int):
    return session.execute(lines_of(order_id)).all()


@router.get("/kinds")  # expect: missing-auth-on-read
def list_kinds():
    return ["large", "small"]


@router.get("/public/statistics")
def read_statistics():
    return session.execute(counts()).all()


app = FastAPI()
app.include_router(router)
app.include_router(catalogue)
# file: catalogue.py
from fastapi import APIRouter

from schemas import Customer, Profile

router = APIRouter()


@router.get("/products")
def list_products():
    return session.execute(products()).all()


@router.get("/products/{product_id}")
def read_product(product_id: int):
    return session.execute(product(product_id)).first()


@router.get("/customers/{customer_id}", response_model=Customer)  # expect: missing-auth-on-read
def read_customer(customer_id: int):
    return session.execute(customer(customer_id)).first()


@router.get("/authors/{author_id}", response_model=Profile)
def read_author(author_id: int):
    return session.execute(author(author_id)).first()


# file: schemas.py
from pydantic import BaseModel


class Customer(BaseModel):
    name: str
    phone_number: str


class Profile(BaseModel):
    name: str
