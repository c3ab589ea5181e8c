from fastapi import Depends, FastAPI
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String)
    city: Mapped[str] = mapped_column(String)


class Task(Base):
    __tablename__ = "tasks"
    id: Mapped[int] = mapped_column(primary_key=True)


class ModelBinding(Base):
    __tablename__ = "bindings"
    id: Mapped[int] = mapped_column(primary_key=True)


def get_session():
    with Session() as session:
        yield session


@app.get("/bindings")
def list_bindings(session: Session = Depends(get_session)):
    return session.query(ModelBinding).all()  # expect: missing-pagination


@app.get("/tasks")
def list_tasks(username: str, session: Session = Depends(get_session)):
    return session.query(Task).join(Customer).filter(Customer.username == username).all()  # expect: missing-pagination


@app.get("/towns/tasks")
def list_tasks_of_town(city: str, session: Session = Depends(get_session)):
    return session.query(Task).join(Customer).filter(Customer.city == city).all()  # expect: missing-pagination
