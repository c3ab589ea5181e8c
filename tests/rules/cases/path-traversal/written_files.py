"""A file that was written to holds what the client sent; its name is no matter of the client."""

from tempfile import NamedTemporaryFile, TemporaryFile
from zipfile import ZipFile

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Sent(BaseModel):
    text: str


class Package:
    def __init__(self, file):
        self._file = file
        self.names = self._read()

    def _read(self):
        file = self._file
        file.seek(0)
        with ZipFile(file) as archive:
            return archive.namelist()


@app.post("/packages")
async def upload(sent: Sent):
    body = TemporaryFile("w+")
    for line in sent.text.splitlines():
        body.write(line)
    return Package(body).names


@app.post("/archives")
async def archive(sent: Sent):
    with NamedTemporaryFile("w+") as file:
        file.write(sent.text)
        with ZipFile(file) as inside:
            return inside.namelist()


@app.post("/named")
async def named(sent: Sent):
    with ZipFile(sent.text) as inside:  # expect: path-traversal
        return inside.namelist()
