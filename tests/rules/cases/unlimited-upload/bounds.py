import shutil
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, File, HTTPException, Request, UploadFile

app = FastAPI()
LIMIT = 1_000_000


@app.post("/whole")
async def whole(upload: UploadFile = File(...)):
    return {"size": len(await upload.read())}  # expect: unlimited-upload


@app.post("/sync")
def sync(upload: UploadFile):
    return {"text": upload.file.read().decode()}  # expect: unlimited-upload


@app.post("/several")
async def several(uploads: list[UploadFile]):
    return [await upload.read() for upload in uploads]  # expect: unlimited-upload


@app.post("/copied")
def copied(upload: UploadFile):
    with Path("/srv/upload").open("wb") as target:
        shutil.copyfileobj(upload.file, target)  # expect: unlimited-upload


@app.post("/bytes")
def as_bytes(content: Annotated[bytes, File()]):  # expect: unlimited-upload
    return {"size": len(content)}


async def text_of(upload: UploadFile) -> str:
    return (await upload.read()).decode()  # expect: unlimited-upload


@app.post("/through")
async def through(upload: UploadFile):
    return {"text": await text_of(upload)}


@app.post("/measured")
async def measured(upload: UploadFile):
    if upload.size > LIMIT:
        raise HTTPException(413)
    return {"size": len(await upload.read())}


@app.post("/after")
async def after(upload: UploadFile):
    content = await upload.read()
    if len(content) > LIMIT:
        raise HTTPException(413)
    return {"size": len(content)}


@app.post("/pieces")
async def pieces(upload: UploadFile):
    total = 0
    while piece := await upload.read(65536):
        total += len(piece)
        if total > LIMIT:
            raise HTTPException(413)
    return {"size": total}


@app.post("/given", max_body_size=LIMIT)
async def given(upload: UploadFile):
    return {"size": len(await upload.read())}


def check_length(request: Request):
    if int(request.headers.get("content-length", 0)) > LIMIT:
        raise HTTPException(413)


@app.post("/dependent", dependencies=[Depends(check_length)])
async def dependent(upload: UploadFile):
    return {"size": len(await upload.read())}


@app.post("/checked")
async def checked(upload: UploadFile):
    validate_file_size(upload)
    return {"size": len(await upload.read())}


def read_configuration():
    with open("settings.json") as file:
        return file.read()
