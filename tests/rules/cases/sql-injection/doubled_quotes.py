import sqlite3

from fastapi import FastAPI

app = FastAPI()
connection = sqlite3.connect("shop.db")


@app.get("/items")
def read_items(name: str):
    quoted = name.replace("'", "''")
    return connection.execute(f"SELECT id FROM items WHERE name = '{quoted}'").fetchall()


@app.get("/orders")
def read_orders(name: str):
    return connection.execute(f"SELECT id FROM orders WHERE name = '{name}'").fetchall()  # expect: sql-injection
