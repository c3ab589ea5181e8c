from fastapi import FastAPI
from fastapi.responses import ORJSONResponse
from pydantic import BaseModel, Field

app = FastAPI()


class Item(BaseModel):
    name: str = Field(min_items=1)  # expect: deprecated-api
    tags: list[str] = Field(min_items=1)


@app.post("/items")
def create_item(item: Item):
    print(item.dict())  # expect: deprecated-api
    return item.dict()


def weigh(response: object) -> int:
    return len(response.body) if isinstance(response, ORJSONResponse) else 0
