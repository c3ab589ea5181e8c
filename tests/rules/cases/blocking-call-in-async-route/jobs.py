import time

import httpx
from celery import Celery
from fastapi import BackgroundTasks, FastAPI
from taskiq import InMemoryBroker

app = FastAPI()
celery = Celery("jobs")
broker = InMemoryBroker()


@celery.task
def remind(user: int):
    time.sleep(5)


@celery.task
async def notify(user: int):
    httpx.post("https://example.com/notify", timeout=5)


@broker.task
async def report(user: int):
    httpx.post("https://example.com/report", timeout=5)


@app.post("/jobs/{user}")
async def start(user: int):
    remind.delay(user)
    notify.delay(user)
    notify.apply_async((user,))
    await report.kiq(user)


async def tell(user: int):
    httpx.post("https://example.com/tell", timeout=5)  # expect: blocking-call-in-async-route


@app.post("/jobs/{user}/here")
async def run_here(user: int, tasks: BackgroundTasks):
    tasks.add_task(tell, user)


class Outbox:
    async def send(self, user: int):
        time.sleep(1)  # expect: blocking-call-in-async-route


outbox = Outbox()


@app.post("/jobs/{user}/outbox")
async def send(user: int):
    await outbox.send(user)
