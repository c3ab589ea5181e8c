"""Fields that the schema itself hides."""

from fastapi import FastAPI
from pydantic import BaseModel, field_serializer

app = FastAPI()


class Gateway(BaseModel):
    name: str
    auth_password: str | None = None

    def masked(self) -> "Gateway":
        data = self.model_dump()
        data["auth_password"] = "*****" if data["auth_password"] else None
        return Gateway.model_validate(data)


class Agent(BaseModel):
    name: str
    auth_password: str | None = None

    @field_serializer("auth_password")
    def stars(self, value: str | None) -> str:
        return "*****"


class Server(BaseModel):
    name: str
    auth_password: str | None = None

    def masked(self) -> "Server":
        return Server(name="*****")


@app.get("/gateways/{name}")
def read_gateway(name: str) -> Gateway:
    return find_gateway(name).masked()


@app.get("/agents/{name}")
def read_agent(name: str) -> Agent:
    return find_agent(name)


@app.get("/servers/{name}")  # expect: sensitive-field-in-response
def read_server(name: str) -> Server:
    return find_server(name)
