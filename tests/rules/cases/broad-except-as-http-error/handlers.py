import logging

from fastapi import HTTPException

logger = logging.getLogger(__name__)


def bad(load):
    try:
        return load()
    except Exception as error:  # expect: broad-except-as-http-error
        raise HTTPException(status_code=404) from error


def bare(load):
    try:
        return load()
    except:  # expect: broad-except-as-http-error
        raise HTTPException(status_code=500)


def logged(load):
    try:
        return load()
    except Exception as error:
        logger.exception("not loaded")
        raise HTTPException(status_code=500) from error


def let_through(load):
    try:
        return load()
    except HTTPException:
        raise
    except Exception as error:
        raise HTTPException(status_code=500) from error


def narrow(load):
    try:
        return load()
    except (KeyError, ValueError) as error:
        raise HTTPException(status_code=404) from error
