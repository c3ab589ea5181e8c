from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
make_session = async_sessionmaker(create_async_engine("postgresql+asyncpg://db/shop"))
make_other = sessionmaker(create_async_engine("postgresql+asyncpg://db/shop"), class_=AsyncSession)


async def get_session():
    async with make_session() as session:
        yield session


async def get_other():
    session = make_other()
    try:
        yield session
    finally:
        await session.close()


# The annotation is wrong: what the dependency gives decides.
@app.get("/orders")
async def read_orders(session: Session = Depends(get_session)):
    return (await session.execute("select")).scalars().all()


@app.get("/invoices")
async def read_invoices(session: Session = Depends(get_other)):
    session.commit()
    return session.query("Order").all()
