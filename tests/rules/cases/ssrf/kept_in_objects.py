import requests
from fastapi import FastAPI

app = FastAPI()


class Endpoint:
    def __init__(self, url: str) -> None:
        self.url = url

    def complete(self, prompt: str) -> str:
        return requests.post(self.url, json={"prompt": prompt}).text

    def verify(self) -> bool:
        return self._ask() == 200

    def _ask(self) -> int:
        return requests.head(self.url).status_code  # expect: ssrf


class Feed:
    def __init__(self, url: str) -> None:
        self.url = url

    def load(self) -> str:
        return requests.get(self.url).text  # expect: ssrf

    def refresh(self) -> str:
        return requests.patch(self.url).text  # expect: ssrf


def read(feed: Feed) -> str:
    return feed.load()


@app.post("/endpoints/verify")
def verify(url: str) -> dict[str, object]:
    answer: dict[str, object] = {"success": True}
    try:
        result = Endpoint(url).verify()
    except OSError as error:
        answer["success"] = False
        answer["error"] = str(error)
    else:
        answer["result"] = result
    return answer


@app.post("/feeds")
def add_feed(url: str) -> str:
    feed = Feed(url)
    if not feed.url:
        return ""
    return read(feed)
