"""A schema that becomes a row takes its password along, unless somebody puts the hash in its place."""

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Table(DeclarativeBase): ...


class Keeper(Table):
    __tablename__ = "keepers"
    name: Mapped[str] = mapped_column(primary_key=True)
    password: Mapped[str]


class NewKeeper(BaseModel):
    name: str
    password: str


class KeeperName(BaseModel):
    name: str


def get_session() -> Session: ...


@app.post("/keepers")
def add(new: NewKeeper, session: Session = Depends(get_session)):
    session.add(Keeper(**new.model_dump()))  # expect: plaintext-password


@app.post("/hashed")
def add_hashed(new: NewKeeper, session: Session = Depends(get_session)):
    session.add(Keeper(**new.model_dump(exclude={"password"}), password=hash_of(new.password)))


@app.post("/replaced")
def add_replaced(new: NewKeeper, session: Session = Depends(get_session)):
    keeper = Keeper(**new.model_dump())
    keeper.password = hash_of(new.password)
    session.add(keeper)


@app.post("/prepared")
def add_prepared(new: NewKeeper, session: Session = Depends(get_session)):
    values = new.model_dump()
    values["password"] = hash_of(values["password"])
    session.add(Keeper(**values))


@app.post("/names")
def add_name(new: KeeperName, session: Session = Depends(get_session)):
    session.add(Keeper(**new.model_dump()))
