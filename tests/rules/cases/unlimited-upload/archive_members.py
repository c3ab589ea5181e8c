"""What is read out of an archive may be a thousand times as large as the archive."""

from io import BytesIO
from zipfile import ZipFile

from fastapi import FastAPI, HTTPException, Request, UploadFile

app = FastAPI()
LARGEST = 1_000_000


def check_members(archive: ZipFile) -> None:
    for member in archive.infolist():
        if member.file_size > LARGEST:
            raise HTTPException(413)


def manifest_of(archive: ZipFile) -> bytes:
    return archive.read("manifest.json")  # expect: unlimited-upload


@app.post("/plugins")
def add_plugin(file: UploadFile):
    return {"size": len(manifest_of(ZipFile(file.file)))}


@app.post("/themes")
def add_theme(file: UploadFile):
    archive = ZipFile(file.file)
    check_members(archive)
    return {"size": len(archive.read("theme.css"))}


@app.get("/own")
def own():
    return ZipFile("own.zip").read("page.html")
