from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()
KINDS = {"invoices", "letters"}


class Wanted(BaseModel):
    kinds: list[str]


@app.post("/documents")
def documents(wanted: Wanted):
    for kind in wanted.kinds:
        if kind not in KINDS:
            raise HTTPException(400)
    return open("/srv/" + "-".join(wanted.kinds)).read()


@app.post("/drafts")
def drafts(wanted: Wanted):
    for kind in wanted.kinds:
        if kind not in KINDS:
            print(kind)
    return open("/srv/" + "-".join(wanted.kinds)).read()  # expect: path-traversal
