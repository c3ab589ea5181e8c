# file: app/clients.py
import urllib.request

import aiohttp
import httpx
import requests
from requests.adapters import HTTPAdapter

session = requests.Session()


class Patient(requests.Session):
    def request(self, method, url, **more):
        return super().request(method, url, timeout=5, **more)


async def waiting(url):
    requests.post(url, json={})  # expect: missing-timeout
    session.get(url)  # expect: missing-timeout
    requests.get(url, timeout=None)  # expect: missing-timeout
    urllib.request.urlopen(url)  # expect: missing-timeout
    httpx.get(url, timeout=None)  # expect: missing-timeout
    async with httpx.AsyncClient(timeout=None) as client:  # expect: missing-timeout
        await client.get(url)


async def five_minutes(url):
    async with aiohttp.ClientSession() as client:  # expect: missing-timeout
        await client.get(url)


async def bounded(url, options, cache):
    requests.post(url, json={}, timeout=5)
    requests.get(url, **options)
    urllib.request.urlopen(url, None, 5)
    httpx.get(url)
    cache.get(url)
    Patient().get(url)
    async with httpx.AsyncClient() as client:
        await client.get(url)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as client:
        await client.get(url)


def adapted(url):
    own = requests.Session()
    own.mount("https://", HTTPAdapter())
    return own.get(url)


# file: tests/test_clients.py
import requests


def test_home():
    assert requests.get("http://localhost").ok
