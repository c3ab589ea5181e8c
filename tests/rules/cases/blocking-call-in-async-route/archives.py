import asyncio
import io
import tarfile
import zipfile

from fastapi import FastAPI

app = FastAPI()


@app.get("/packed")
async def packed():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.write("/srv/data/large.bin")  # expect: blocking-call-in-async-route
    return len(made.getvalue())


@app.get("/rolled")
async def rolled():
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        archive.add("/srv/data")  # expect: blocking-call-in-async-route
    return len(made.getvalue())


@app.get("/in-memory")
async def in_memory():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("note.txt", "text")
    return len(made.getvalue())


def pack() -> None:
    with zipfile.ZipFile("/srv/data.zip", "w") as archive:
        archive.write("/srv/data/large.bin")


@app.get("/in-thread")
async def in_thread():
    await asyncio.to_thread(pack)
