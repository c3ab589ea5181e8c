"""What may be text or something else may be text."""

import httpx
from fastapi import FastAPI, File, Request, UploadFile
from pydantic import BaseModel

app = FastAPI()


class Local(BaseModel):
    name: str


class Remote(BaseModel):
    url: str


async def load(source: str | UploadFile):
    if isinstance(source, UploadFile):
        return await source.read()
    async with httpx.AsyncClient() as client:
        return await client.get(source.strip())  # expect: ssrf


@app.post("/forms")
async def from_form(request: Request):
    form = await request.form()
    return await load(form["source"])


@app.post("/files")
def from_file(source: UploadFile | str = File(...)):
    return httpx.get(source).text  # expect: ssrf


@app.post("/schemas")
def from_schema(source: Local | Remote):
    return httpx.get(source.url).text  # expect: ssrf


@app.post("/optional")
def from_upload(source: UploadFile | None = None):
    return httpx.get(source).text


@app.post("/local")
def from_local(source: Local | None):
    return httpx.get(source.url).text
