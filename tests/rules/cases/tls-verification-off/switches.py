# file: app/clients.py
import ssl
import urllib.request

import aiohttp
import httpx
import jwt
import paramiko
import requests
from elasticsearch import Elasticsearch

from app.config import settings


async def unsafe(url: str, session: aiohttp.ClientSession):
    requests.post(url, json={}, timeout=5, verify=False)  # expect: tls-verification-off
    search = Elasticsearch(url, verify_certs=False)  # expect: tls-verification-off
    connector = aiohttp.TCPConnector(ssl=False)  # expect: tls-verification-off
    await session.get(url, ssl=False)  # expect: tls-verification-off
    urllib.request.urlopen(url, context=ssl._create_unverified_context())  # expect: tls-verification-off
    context = ssl.create_default_context()
    context.check_hostname = False  # expect: tls-verification-off
    context.verify_mode = ssl.CERT_NONE
    return search, connector


def session_of():
    session = requests.Session()
    session.verify = False  # expect: tls-verification-off
    return session


def shell(host: str):
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())  # expect: tls-verification-off
    client.connect(host)
    return client


def safe(url: str, repository):
    requests.get(url, timeout=5, verify="/etc/ssl/ca.pem")
    requests.get(url, timeout=5, verify=True)
    httpx.get(url, verify=settings.verify_tls)
    jwt.decode("token", "key", algorithms=["HS256"], options={"verify_aud": False})
    repository.get(1, verify=False)
    context = ssl.create_default_context(cafile="/etc/ssl/ca.pem")
    context.check_hostname = True
    context.verify_mode = ssl.CERT_REQUIRED
    return context


# file: tests/test_clients.py
import requests


def test_ping():
    assert requests.get("https://localhost", timeout=1, verify=False).ok
