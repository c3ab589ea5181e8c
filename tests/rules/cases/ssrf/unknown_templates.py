"""Where in an unknown text a value stands is not known: a lead."""

import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/places/{key}")
def read_place(key: str):
    return requests.get(find_template("place").format(key=key), timeout=5).json()  # expect: ssrf
