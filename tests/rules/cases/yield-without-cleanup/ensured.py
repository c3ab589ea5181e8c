from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI


def ensured():
    session = new_session()
    try:
        yield session
    finally:
        session.close()


async def entered():
    async with new_session() as session:
        yield session
        await session.commit()


def success_only():
    session = new_session()
    yield session
    session.commit()
    log.info("done")


def swallowing():
    session = new_session()
    try:
        yield session
    except ValueError:
        session.rollback()
    session.close()


def both_ways():
    session = new_session()
    try:
        yield session
    except Exception:
        session.rollback()
        session.close()
        raise
    session.close()


def closed_before():
    session = new_session()
    rows = session.all()
    session.close()
    yield rows


@asynccontextmanager
async def lifespan(app):
    pool = await connect()
    yield
    await pool.close()


async def rethrown():
    session = new_session()
    try:
        yield session
    except Exception:
        await session.rollback()
        raise
    await session.close()  # expect: yield-without-cleanup


def nested():
    with tracing():
        session = new_session()
        yield session
        session.close()  # expect: yield-without-cleanup


app = FastAPI(lifespan=lifespan)
given = [ensured, entered, success_only]


@app.get("/")
def index(
    a=Depends(ensured),
    b=Depends(entered),
    c=Depends(success_only),
    d=Depends(swallowing),
    e=Depends(both_ways),
    f=Depends(closed_before),
    g=Depends(rethrown),
    h=Depends(nested),
): ...
