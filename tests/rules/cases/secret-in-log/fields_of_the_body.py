import logging

from fastapi import FastAPI, Request

log = logging.getLogger(__name__)
app = FastAPI()


@app.post("/jobs")
async def start(request: Request):
    body = await request.json()
    name = body["name"]
    log.info("job %s of %s", name, body["path"])
    log.info("for %s", body["password"])  # expect: secret-in-log
    log.info("all of it: %s", body)  # expect: secret-in-log
