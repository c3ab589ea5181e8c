from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Customer(BaseModel):
    email: str


@app.get("/customers", response_model=list[Customer])
def list_customers():
    return session.execute(customers()).all()
