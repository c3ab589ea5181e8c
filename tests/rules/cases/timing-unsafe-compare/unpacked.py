from fastapi import FastAPI, Header, HTTPException, Request

app = FastAPI()


@app.post("/hooks")
def hook(x_signature: str = Header()) -> None:
    status, signature = sign(BODY)
    if x_signature != signature:  # expect: timing-unsafe-compare
        raise HTTPException(401)


@app.post("/jobs")
def job(request: Request, x_token: str = Header()) -> None:
    if x_token != request.app.state.job_token:  # expect: timing-unsafe-compare
        raise HTTPException(401)
