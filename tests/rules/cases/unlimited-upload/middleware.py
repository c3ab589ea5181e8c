from fastapi import FastAPI, HTTPException, Request, UploadFile

app = FastAPI()


@app.middleware("http")
async def refuse_large(request: Request, call_next):
    if int(request.headers.get("content-length", 0)) > 1_000_000:
        raise HTTPException(status_code=413)
    return await call_next(request)


@app.post("/whole")
async def whole(upload: UploadFile):
    return {"size": len(await upload.read())}
