# file: app/main.py
import os

import uvicorn
from fastapi import FastAPI

DEBUG = True
app = FastAPI(debug=DEBUG)  # expect: debug-enabled
admin = FastAPI(debug=os.environ.get("DEBUG") == "1")
other = FastAPI(debug=False)
app.debug = True  # expect: debug-enabled


def start():
    uvicorn.run("app.main:app", host="127.0.0.1", reload=True)  # expect: debug-enabled


def run_dev():
    uvicorn.run("app.main:app", reload=True)


def serve():
    uvicorn.run("app.main:app", reload=bool(os.environ.get("RELOAD")))


if __name__ == "__main__":
    uvicorn.run("app.main:app", reload=True)

# file: app/dev_server.py
import uvicorn

uvicorn.run("app.main:app", reload=True)
