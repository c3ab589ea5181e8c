from contextlib import contextmanager

from fastapi import Depends, FastAPI, HTTPException


def fail(error):
    raise HTTPException(500) from error


def rethrown():
    try:
        yield 1
    except Exception:
        log()
        raise


def other():
    try:
        yield 1
    except ValueError as error:
        raise HTTPException(400) from error


def by_function():
    try:
        yield 1
    except Exception as error:
        fail(error)


def before():
    try:
        value = load()
    except KeyError:
        value = None
    yield value


def finally_only():
    try:
        yield 1
    finally:
        close()


def closing():
    try:
        yield 1
    except GeneratorExit:
        log()


@contextmanager
def no_dependency():
    try:
        yield 1
    except Exception:
        log()


async def swallowed():
    try:
        yield 1
    except:  # expect: swallowing-yield-dependency
        log()


def specific():
    try:
        yield 1
    except (ValueError, KeyError):  # expect: swallowing-yield-dependency
        log()


app = FastAPI()


@app.get("/")
def index(
    a=Depends(rethrown),
    b=Depends(other),
    c=Depends(by_function),
    d=Depends(before),
    e=Depends(finally_only),
    f=Depends(closing),
    g=Depends(swallowed),
    h=Depends(specific),
): ...
