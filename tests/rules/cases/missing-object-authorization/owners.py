from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
app = FastAPI()


class Table(DeclarativeBase): ...


class Order(Table):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int]


class Country(Table):
    __tablename__ = "countries"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def get_session() -> Session: ...


DB = Annotated[Session, Depends(get_session)]


def get_user(token: str = Depends(oauth2_scheme)):
    user = find_user(token)
    if user is None:
        raise HTTPException(401)
    return user


def own_order(order_id: int, session: DB, user=Depends(get_user)):
    order = session.get(Order, order_id)
    if order is None or order.user_id != user.id:
        raise HTTPException(404)
    return order


def get_admin(user=Depends(get_user)):
    if not user.is_admin:
        raise HTTPException(403)


@app.get("/orders/{order_id}")  # expect: missing-object-authorization
def read_order(order_id: int, session: DB, user=Depends(get_user)):
    return session.get(Order, order_id)


@app.delete("/orders/{order_id}", dependencies=[Depends(get_user)])  # expect: missing-object-authorization
def delete_order(order_id: int, session: DB):
    session.delete(session.get(Order, order_id))


@app.get("/orders/{order_id}/compared")
def compared(order_id: int, session: DB, user=Depends(get_user)):
    order = session.get(Order, order_id)
    if order.user_id != user.id:
        raise HTTPException(404)
    return order


@app.get("/orders/{order_id}/dependent")
def dependent(order=Depends(own_order)):
    return order


@app.get("/orders/{order_id}/audit", dependencies=[Depends(get_admin)])
def by_admin(order_id: int, session: DB):
    return session.get(Order, order_id)


@app.get("/countries/{country_id}")
def read_country(country_id: int, session: DB, user=Depends(get_user)):
    return session.get(Country, country_id)


@app.get("/public/{order_id}")
def public(order_id: int, session: DB):
    return session.get(Order, order_id)


@app.get("/users/{user_id}/orders")  # expect: missing-object-authorization
def orders_of(user_id: int, session: DB, user=Depends(get_user)):
    return session.query(Order).filter(Order.user_id == user_id).all()


@app.get("/users/{user_id}/orders/compared")
def compared_orders_of(user_id: int, session: DB, user=Depends(get_user)):
    if user.id != user_id:
        raise HTTPException(404)
    return session.query(Order).filter(Order.user_id == user_id).all()
