import sqlite3

from fastapi import Depends, FastAPI

app = FastAPI()
connection = sqlite3.connect("shop.db")


def current_user() -> int:
    return 1


@app.get("/my/orders")
def my_orders(user: int = Depends(current_user)):
    cursor = connection.cursor()
    cursor.execute("SELECT id, total FROM orders WHERE user_id = ? ORDER BY id", (user,))
    return cursor.fetchall()  # expect: missing-pagination


@app.get("/turnover")
def turnover():
    cursor = connection.cursor()
    cursor.execute("SELECT COALESCE(SUM(total), 0) FROM orders")
    return cursor.fetchall()


@app.get("/orders")
def orders():
    cursor = connection.cursor()
    cursor.execute("SELECT id, total FROM orders ORDER BY id")
    return cursor.fetchall()  # expect: missing-pagination
