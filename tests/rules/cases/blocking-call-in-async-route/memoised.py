import requests
from fastapi import FastAPI

app = FastAPI()
_keys = None


def load_keys():
    return requests.get("https://example.com/keys", timeout=5).json()


class Models:
    def __init__(self):
        self.model = None

    def get(self):
        if self.model is not None:
            return self.model
        with open("model.bin") as file:
            self.model = file.read()
        return self.model


models = Models()


def first_keys():
    global _keys
    if _keys is None:
        _keys = load_keys()
    return _keys


# What is kept for good is waited for once.
@app.get("/first")
async def first():
    return first_keys(), models.get()


# What a cache gives back for a while is not.
@app.get("/cached")
async def cached(key: str):
    found = cache.get(key)
    if found is None:
        found = load_keys()  # expect: blocking-call-in-async-route
    return found
