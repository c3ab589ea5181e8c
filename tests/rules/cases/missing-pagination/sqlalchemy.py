from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Session, joinedload

app = FastAPI()


class Base(DeclarativeBase): ...


class Item(Base):
    id: int
    name: str


class Tag(Base):
    id: int
    name: str


@app.get("/1")
def everything(db: Session = Depends(get_db)):
    return db.query(Item).all()  # expect: missing-pagination


@app.get("/2")
def in_steps(db: Session = Depends(get_db), name: str = ""):
    query = db.query(Item)
    if name:
        query = query.filter(Item.name == name)
    items = query.order_by(Item.name).all()  # expect: missing-pagination
    return {"items": items, "total": len(items)}


@app.get("/3")
async def as_result(session: AsyncSession = Depends(get_session)):
    result = await session.execute(select(Item).options(joinedload(Item.tags)))
    return result.unique().scalars().all()  # expect: missing-pagination


@app.get("/4")
async def as_comprehension(session: AsyncSession = Depends(get_session)):
    return [item.name for item in await session.scalars(select(Item))]  # expect: missing-pagination


@app.get("/5")
async def as_loop(session: AsyncSession = Depends(get_session)):
    found = []
    for item in (await session.scalars(select(Item))).all():  # expect: missing-pagination
        found.append({"name": item.name})
    return found


@app.get("/6")
def as_columns(db: Session = Depends(get_db)):
    rows = db.execute(select(Item.id, Item.name)).all()  # expect: missing-pagination
    return [dict(row) for row in rows]


@app.get("/7")
def as_list(db: Session = Depends(get_db)):
    return list(db.scalars(select(Item).where(Item.name != "")))  # expect: missing-pagination


@app.get("/8")
def unused_limit(limit: int = 20, db: Session = Depends(get_db)):
    return db.query(Item).all()  # expect: missing-pagination


@app.post("/items/search")
def by_post(name: str, db: Session = Depends(get_db)):
    return db.query(Item).filter(Item.name.like(name)).all()  # expect: missing-pagination


@app.get("/two")
def two_lists(db: Session = Depends(get_db)):
    items = db.query(Item).all()  # expect: missing-pagination
    tags = db.query(Tag).limit(10).all()
    return {"items": items, "tags": tags}


@app.get("/ok1")
def limited(limit: int = 20, db: Session = Depends(get_db)):
    return db.query(Item).limit(limit).all()


@app.get("/ok2")
def perhaps_limited(limit: int | None = None, db: Session = Depends(get_db)):
    query = db.query(Item)
    if limit:
        query = query.limit(limit)
    return query.all()


@app.get("/ok3")
def sliced(skip: int, db: Session = Depends(get_db)):
    return db.query(Item)[skip : skip + 20]


@app.get("/ok4")
def sliced_later(skip: int, db: Session = Depends(get_db)):
    items = db.query(Item).all()
    return items[skip : skip + 20]


@app.get("/ok5")
def one(item_id: int, db: Session = Depends(get_db)):
    return db.query(Item).filter(Item.id == item_id).all()


@app.get("/ok6")
def given_ids(ids: list[int], db: Session = Depends(get_db)):
    return db.scalars(select(Item).where(Item.id.in_(ids))).all()


@app.get("/ok7")
def counted(db: Session = Depends(get_db)):
    return db.execute(select(func.count(Item.id), func.max(Item.id))).all()


@app.get("/ok8")
def grouped(db: Session = Depends(get_db)):
    return db.execute(select(Item.name, func.count()).group_by(Item.name)).all()


@app.get("/ok9")
def used_inside(db: Session = Depends(get_db)):
    names = {tag.id: tag.name for tag in db.query(Tag).all()}
    items = db.query(Item).limit(20).all()
    return [{"name": item.name, "tag": names.get(item.id), "known": item.id in names} for item in items]


@app.get("/ok10")
def summed(db: Session = Depends(get_db)):
    return {"total": sum(item.price for item in db.query(Item).all()), "first": db.query(Item).first()}


@app.get("/export")
def export(db: Session = Depends(get_db)):
    return db.query(Item).all()


@app.post("/items")
def create(name: str, db: Session = Depends(get_db)):
    db.add(Item(name=name))
    return db.query(Item).all()
