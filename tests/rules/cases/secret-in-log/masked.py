import logging
import os
import re

from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)
FORWARD_USER_HEADER_JWT = os.environ.get("FORWARD_USER_HEADER_JWT", "X-User-Jwt")


@app.post("/connect")
def connect(
    url: str,
    password: str,
    cors_allow_credentials: bool,
    access_token: str,
    must_change_password: bool,
    device_token: str,
):
    logger.info("connecting to %s", f"{url}:{password}".replace(password, "****"))
    logger.info("connecting with %s", re.sub(r".{8}$", "********", access_token))
    logger.info("forwarded as %s", FORWARD_USER_HEADER_JWT)
    logger.info("next %s", getattr(access_token, "position", None))
    logger.info("credentials allowed: %s", cors_allow_credentials)
    logger.info("user must change: %s, pushed to %s", must_change_password, device_token)
    logger.info("first %s", f"{password}".replace("a", "b"))  # expect: secret-in-log
