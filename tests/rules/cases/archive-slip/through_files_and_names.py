"""An archive that is saved before it is unpacked, and one whose members are written by their names."""

import os
import shutil
import tarfile
import zipfile
from pathlib import Path

from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/saved")
async def saved(archive: UploadFile):
    with open("/tmp/upload.tar", "wb") as file:
        file.write(await archive.read())
    with tarfile.open("/tmp/upload.tar") as tar:
        tar.extractall("/srv")  # expect: archive-slip


@app.post("/members")
def members(archive: UploadFile):
    with zipfile.ZipFile(archive.file) as unpacked:
        for name in unpacked.namelist():
            with open(os.path.join("/srv", name), "wb") as file:  # expect: archive-slip
                file.write(unpacked.read(name))


@app.post("/last-components")
def last_components(archive: UploadFile):
    with zipfile.ZipFile(archive.file) as unpacked:
        for name in unpacked.namelist():
            (Path("/srv") / os.path.basename(name)).write_bytes(unpacked.read(name))


@app.post("/other")
def other(archive: UploadFile):
    with open("/tmp/upload.bin", "wb") as file:
        shutil.copyfileobj(archive.file, file)
    with tarfile.open("/srv/own.tar") as tar:
        tar.extractall("/srv", filter="data")
