import inspect

from fastapi import Body, Depends, FastAPI
from pydantic import BaseModel

app = FastAPI()


class Page(BaseModel):
    number: int = 1
    size: int = 50


def params_of(schema: type[BaseModel]):
    """The dependency takes what the schema's signature says, whatever its own is."""

    def dependency(*args, **kwargs):
        return schema.model_validate(kwargs)

    dependency.__signature__ = inspect.signature(schema)
    return dependency


@app.get("/orders", dependencies=[Depends(params_of(Page))])
def list_orders(): ...


def guest_from(values: dict = Body()):
    return Guest.model_validate(values)  # expect: mass-assignment


@app.post("/guests")
def add_guest(guest=Depends(guest_from)): ...
