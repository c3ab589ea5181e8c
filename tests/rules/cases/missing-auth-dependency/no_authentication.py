from fastapi import FastAPI

app = FastAPI()  # expect: missing-auth-dependency


@app.get("/items")
def list_items(): ...


@app.post("/items")  # expect: missing-auth-dependency
def create_item(): ...


@app.delete("/items/{item_id}")  # expect: missing-auth-dependency
def delete_item(item_id: int): ...
