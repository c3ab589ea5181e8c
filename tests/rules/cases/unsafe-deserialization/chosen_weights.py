import torch
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/weights")
async def weights(file: UploadFile, weights_only: bool = True):
    return torch.load(file.file, weights_only=weights_only)


@app.post("/models")
async def models(file: UploadFile):
    return torch.load(file.file, weights_only=False)  # expect: unsafe-deserialization
