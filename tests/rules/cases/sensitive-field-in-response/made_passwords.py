from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class License(BaseModel):
    name: str
    temp_password: str


# Whoever asks for an account has to be told its first password, and nobody after that.
@app.post("/licenses", response_model=License)
def create_license(name: str): ...


@app.get("/licenses/{name}", response_model=License)  # expect: sensitive-field-in-response
def read_license(name: str): ...
