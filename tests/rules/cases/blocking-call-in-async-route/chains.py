# file: app/mail.py
import smtplib
from contextlib import contextmanager


class Mailer:
    def __init__(self, host: str) -> None:
        self.host = host

    def send(self, message) -> None:
        self._deliver(message)

    def _deliver(self, message) -> None:
        with smtplib.SMTP(self.host) as server:
            server.send_message(message)


@contextmanager
def work_folder():
    handle = open("lock", "w")
    yield handle


# file: app/service.py
import time

import boto3
import requests
from openai import OpenAI

from app.mail import Mailer

storage = boto3.client("s3")
model = OpenAI()


class Orders:
    def __init__(self, mailer: Mailer) -> None:
        self.mailer = mailer

    async def confirm(self, number: int) -> None:
        self.mailer.send(f"order {number}")  # expect: blocking-call-in-async-route

    async def wait(self) -> None:
        time.sleep(1)  # expect: blocking-call-in-async-route


async def poll() -> None:
    with requests.Session() as session:
        session.get("https://example.com")  # expect: blocking-call-in-async-route
        session.get("https://example.com/again")


async def keep(name: str) -> str:
    url = storage.generate_presigned_url("get_object", Params={"Key": name})
    storage.put_object(Bucket="orders", Key=name)  # expect: blocking-call-in-async-route
    return url


async def summarise(text: str) -> str:
    answer = model.chat.completions.create(model="small", messages=[text])  # expect: blocking-call-in-async-route
    return answer.text


# file: app/main.py
import bcrypt
from fastapi import BackgroundTasks, Depends, FastAPI, WebSocket

from app.mail import Mailer, work_folder
from app.service import Orders, keep, poll, summarise

app = FastAPI()


def orders() -> Orders:
    return Orders(Mailer("mail.internal"))


async def user(password: str = ""):
    return bcrypt.checkpw(password.encode(), b"")  # expect: blocking-call-in-async-route


@app.post("/orders/{number}/confirm")
async def confirm(number: int, tasks: BackgroundTasks, orders: Orders = Depends(orders), user=Depends(user)):
    tasks.add_task(poll)
    await orders.confirm(number)
    await orders.wait()
    return await keep(str(number))


@app.post("/summary")
async def summary(text: str):
    with work_folder():  # expect: blocking-call-in-async-route
        return await summarise(text)


@app.websocket("/live")
async def live(socket: WebSocket):
    await socket.accept()
    for line in open("news.txt"):  # expect: blocking-call-in-async-route
        await socket.send_text(line)


@app.middleware("http")
async def log_requests(request, call_next):
    with open("requests.log", "a") as log:  # expect: blocking-call-in-async-route
        log.write(str(request.url))
    return await call_next(request)
