import hashlib

import httpx
import requests


def breaches(password: str) -> str:
    digest = hashlib.sha1(password.encode()).hexdigest().upper()
    return httpx.get(f"https://api.pwnedpasswords.com/range/{digest[:5]}", timeout=5).text


def answer(user: str, realm: str, password: str) -> str:
    return hashlib.md5(f"{user}:{realm}:{password}".encode()).hexdigest()


class Client:
    def __init__(self, session: requests.Session):
        self.session = session

    def login(self, user: str, password: str):
        body = {"user": user, "password": hashlib.md5(password.encode()).hexdigest()}
        return self.session.post("https://api.example.com/login", json=body, timeout=5)

    def login_by_request(self, user: str, password: str):
        return self.api_request("login", user=user, password=hashlib.sha256(password.encode()).hexdigest())


def register(users, name: str, password: str):
    digest = hashlib.sha256(password.encode()).hexdigest()  # expect: weak-password-hash
    users.create(data={"name": name, "password": digest})


def save(connection, name: str, password: str):
    digest = hashlib.md5((password + "salt").encode()).hexdigest()  # expect: weak-password-hash
    connection.execute("INSERT INTO users VALUES (:name, :digest)", params={"name": name, "digest": digest})


def announce(name: str, password: str):
    digest = hashlib.md5(password.encode()).hexdigest()  # expect: weak-password-hash
    requests.post("https://hooks.example.com/registered", json={"name": name}, timeout=5)
    return digest
