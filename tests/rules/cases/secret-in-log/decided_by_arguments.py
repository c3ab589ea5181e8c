import logging
import os

from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)


def exchange(name):
    return name


def setting(name, default=None):
    if name.startswith("oidc/"):
        access_token = exchange(name)
        return access_token
    found = os.environ.get(name)
    return found if found is not None else default


def text_setting(name, **options):
    return str(setting(name, default=options.get("default")))


def environment(name):
    if name.startswith("os.environ/"):
        name = name.replace("os.environ/", "")
    secret = os.environ.get(name)
    return secret


def from_vault(vault, name):
    secret = vault.read(name, version=1).value.decode("utf-8")
    return secret


def identity(kind, key):
    access_token = exchange(key)
    match kind:
        case "token":
            return access_token
        case "name" | "alias":
            return "somebody"
    return access_token


@app.get("/good")
def good(kind: str):
    logger.info("region %s", setting("AWS_REGION"))
    logger.info("region %s", text_setting("AWS_REGION", default=kind))
    logger.info("region %s", environment("AWS_REGION"))
    logger.info("region %s", from_vault(app.state.vault, "AWS_REGION"))
    logger.info("by %s, %s", identity("name", kind), identity("alias", kind))


@app.get("/bad")
def bad(kind: str):
    logger.info("token %s", setting("oidc/google"))  # expect: secret-in-log
    logger.info("token %s", text_setting(kind))  # expect: secret-in-log
    logger.info("key %s", environment("AWS_SECRET_KEY"))  # expect: secret-in-log
    logger.info("key %s", from_vault(app.state.vault, "AWS_SECRET_KEY"))  # expect: secret-in-log
    logger.info("key %s", from_vault(app.state.vault, kind))  # expect: secret-in-log
    logger.info("key %s", environment(kind))  # expect: secret-in-log
    logger.info("by %s", identity("token", kind))  # expect: secret-in-log
    logger.info("by %s", identity("other", kind))  # expect: secret-in-log
    logger.info("by %s", identity(kind, kind))  # expect: secret-in-log
