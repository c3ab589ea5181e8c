"""A test of the scheme does not say where a request goes; for a browser it is what can be done."""

from urllib.parse import urlparse

import requests
from crawl4ai import AsyncWebCrawler
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/fetch")
def fetch(url: str):
    if urlparse(url).scheme not in ("http", "https"):
        raise HTTPException(400)
    return requests.get(url).text  # expect: ssrf


@app.get("/options")
def fetch_with(url: str):
    options = {"url": url, "timeout": 5}
    return requests.get(**options).text  # expect: ssrf


@app.get("/host")
def fetch_host(url: str):
    if urlparse(url).hostname not in ("example.com", "example.org"):
        raise HTTPException(400)
    return requests.get(url).text


@app.get("/crawl")
async def crawl(url: str):
    async with AsyncWebCrawler() as crawler:
        return await crawler.arun(url=url)  # expect: ssrf


def only_web(url: str) -> None:
    if not url.startswith(("http://", "https://")):
        raise HTTPException(400)


@app.get("/crawl-web")
async def crawl_web(url: str):
    only_web(url)
    async with AsyncWebCrawler() as crawler:
        return await crawler.arun(url=url)
