from fastapi import FastAPI
from sqlalchemy import text as sql_text
from sqlalchemy.orm import Session

app = FastAPI()


@app.get("/users")
def users(session: Session, name: str):
    return session.execute(sql_text(f"SELECT id FROM users WHERE name = '{name}'"))  # expect: sql-injection
