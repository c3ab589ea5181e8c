from authlib.integrations.starlette_client import OAuth
from fastapi import FastAPI, Request

app = FastAPI()
oauth = OAuth()


# Whoever is sent to somebody else's login guesses nothing here.
@app.post("/login")
async def login(request: Request):
    return await oauth.provider.authorize_redirect(request, request.url_for("enter"))


@app.post("/token")  # expect: missing-rate-limit
async def token(request: Request):
    return make(await request.form())
