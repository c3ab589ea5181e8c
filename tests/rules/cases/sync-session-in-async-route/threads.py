import threading

from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
new_session = sessionmaker(create_engine("postgresql://db/shop"))


def count(name: str) -> None:
    session: Session = new_session()
    session.execute("SELECT 1")


@app.post("/counts")
async def start_count(name: str):
    threading.Thread(target=count, args=(name,), daemon=True).start()


@app.post("/counts/now")
async def count_now(name: str):
    count(name)  # expect: sync-session-in-async-route
