"""Whoever runs an application asks whether it is ready."""

from fastapi import Depends, FastAPI, Header, HTTPException


def check_key(x_api_key: str = Header()):
    if x_api_key not in KEYS:
        raise HTTPException(401)


app = FastAPI()
guarded = [Depends(check_key)]


@app.get("/orders", dependencies=guarded)
def list_orders(): ...


@app.get("/invoices", dependencies=guarded)
def list_invoices(): ...


@app.get("/customers", dependencies=guarded)
def list_customers(): ...


@app.get("/payments", dependencies=guarded)
def list_payments(): ...


@app.get("/ready")
def answer_probe(): ...
