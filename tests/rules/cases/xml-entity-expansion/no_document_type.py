from xml.etree import ElementTree

from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


# Entities are declared in a document type: where that is refused, nothing expands.
@app.post("/speech")
async def speak(request: Request) -> dict[str, str]:
    text = (await request.body()).decode().lstrip()
    if text[:9].upper() == "<!DOCTYPE":
        raise HTTPException(400)
    return {"root": ElementTree.fromstring(text).tag}


@app.post("/feeds")
async def read_feed(request: Request) -> dict[str, str]:
    body = await request.body()
    if b"<!ENTITY" in body or b"<!DOCTYPE" in body:
        raise HTTPException(400)
    return {"root": ElementTree.fromstring(body).tag}


@app.post("/maps")
async def read_map(request: Request) -> dict[str, str]:
    text = (await request.body()).decode()
    if not text.startswith("<map"):
        text = "<map/>"
    return {"root": ElementTree.fromstring(text).tag}  # expect: xml-entity-expansion
