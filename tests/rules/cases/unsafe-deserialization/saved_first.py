"""An upload that is saved and then loaded."""

import pickle
import uuid

import torch
from fastapi import FastAPI, UploadFile
from langchain_community.vectorstores import FAISS

app = FastAPI()


@app.post("/restore")
async def restore(state: UploadFile):
    path = f"/tmp/{uuid.uuid4()}.pkl"
    with open(path, "wb") as file:
        file.write(await state.read())
    with open(path, "rb") as file:
        return pickle.load(file)  # expect: unsafe-deserialization


async def save(upload: UploadFile) -> str:
    path = "/srv/weights.pt"
    with open(path, "wb") as file:
        while chunk := await upload.read(1024):
            file.write(chunk)
    return path


@app.post("/weights")
async def weights(upload: UploadFile):
    torch.load(await save(upload))  # expect: unsafe-deserialization


@app.get("/index")
def index(folder: str):
    return FAISS.load_local(folder, None, allow_dangerous_deserialization=True)  # expect: unsafe-deserialization


@app.get("/own-index")
def own_index(folder: str):
    return FAISS.load_local(folder, None)
