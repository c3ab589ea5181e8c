from fastapi import Depends, FastAPI
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Engine(Base):
    __tablename__ = "engines"
    id: Mapped[int] = mapped_column(primary_key=True)


class SQLBinding(Base):
    __tablename__ = "bindings"
    id: Mapped[int] = mapped_column(primary_key=True)


class APIKey(Base):
    __tablename__ = "api_keys"
    id: Mapped[int] = mapped_column(primary_key=True)


def get_session():
    with Session() as session:
        yield session


@app.get("/engines/options")
def engine_options(session: Session = Depends(get_session)):
    return session.query(Engine).all()  # expect: missing-pagination


@app.get("/bindings")
def bindings(session: Session = Depends(get_session)):
    return session.query(SQLBinding).all()  # expect: missing-pagination


@app.get("/engines")
def engines(session: Session = Depends(get_session)):
    return session.query(Engine).all()  # expect: missing-pagination


@app.get("/keys")
def keys(session: Session = Depends(get_session)):
    return session.query(APIKey).all()  # expect: missing-pagination
