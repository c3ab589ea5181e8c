from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


@app.post("/sessions/revoke-others")
async def revoke(request: Request):
    keep = request.headers["authorization"]
    return [row.id for row in await sessions() if row.token is not None and row.token != keep]


@app.post("/sessions/keep")
async def keep(request: Request):
    given = request.headers["authorization"]
    for row in await sessions():
        if row.token != given:  # expect: timing-unsafe-compare
            raise HTTPException(401)
