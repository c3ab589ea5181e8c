from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.staticfiles import StaticFiles


def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)


app = FastAPI(dependencies=[Depends(check_key)])
reports = FastAPI()  # expect: mounted-app-without-auth
guarded = FastAPI(dependencies=[Depends(check_key)])
partly = FastAPI()
probes = FastAPI()
app.mount("/reports", reports)
app.mount("/guarded", guarded)
app.mount("/partly", partly)
app.mount("/probes", probes)
app.mount("/static", StaticFiles(directory="static"))


@app.get("/orders")
def list_orders(): ...


@app.get("/customers")
def list_customers(): ...


@reports.get("/sales")
def read_sales(): ...


@guarded.get("/sales")
def read_guarded(): ...


@partly.get("/sales", dependencies=[Depends(check_key)])
def read_protected(): ...


@partly.get("/kinds")
def read_kinds(): ...


@probes.get("/health")
def is_alive(): ...
