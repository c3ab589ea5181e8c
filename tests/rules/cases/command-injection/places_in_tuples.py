"""Of a tuple or list, only what lies at the place that is read matters: taken apart, given back, spread, gone through."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI

app = FastAPI()


def pair(text: str) -> tuple[str, str]:
    return text, "who"


@app.get("/given-back")
def given_back(text: str) -> None:
    first, second = pair(text)
    os.system(second)
    os.system(pair(text)[-1])
    os.system(first)  # expect: command-injection
    os.system(pair(text)[-2])  # expect: command-injection


@app.get("/starred")
def starred(text: str) -> None:
    first, *others = "who", text, "uptime"
    *before, last = text, "uptime"
    os.system(first)
    os.system(last)
    os.system(others[1])
    os.system(others[0])  # expect: command-injection
    os.system(before[0])  # expect: command-injection


def second_of(*texts: str) -> None:
    os.system(texts[1])


def apart(*texts: str) -> None:
    _, second = texts
    os.system(second)


def first_of(*texts: str) -> None:
    os.system(texts[0])  # expect: command-injection


def last_of(*texts: str) -> None:
    os.system(texts[-1])  # expect: command-injection


def any_of(*texts: str) -> None:
    for text in texts:
        os.system(text)  # expect: command-injection


@app.get("/rest")
def rest(text: str) -> None:
    second_of(text, "who")
    apart(text, "who")
    first_of(text, "who")
    last_of("who", text)
    any_of("who", text)


def runs_second(first: str, second: str) -> None:
    os.system(second)


def runs_other(first: str, second: str) -> None:
    os.system(second)  # expect: command-injection


def runs_named(first: str, second: str) -> None:
    os.system(second)


def runs_also(first: str, second: str) -> None:
    os.system(second)  # expect: command-injection


def hand_on(*texts: str, **named: str) -> None:
    runs_named(*texts, **named)


def hand_on_also(*texts: str, **named: str) -> None:
    runs_also(*texts, **named)


@app.get("/spread")
def spread(text: str) -> None:
    runs_second(*(text, "who"))
    runs_other("who", *[text])
    hand_on(text, second="who")
    hand_on_also("who", text)
    os.popen(*["who", text])
    os.popen(*(text, "r"))  # expect: command-injection


def pairs(text: str) -> Iterator[tuple[str, str]]:
    yield text, "who"
    yield from [(text, "uptime")]


@contextmanager
def opened(text: str) -> Iterator[tuple[str, str]]:
    yield text, "who"


@app.get("/yielded")
def yielded(text: str) -> None:
    for first, second in pairs(text):
        os.system(second)
        os.system(first)  # expect: command-injection
    _, then = next(pairs(text))
    os.system(then)
    with opened(text) as (one, other):
        os.system(other)
        os.system(one)  # expect: command-injection


@app.get("/lists")
def lists(text: str) -> None:
    texts = ["who"]
    texts.append(text)
    os.system(texts[0])
    os.system(texts[1])  # expect: command-injection
    os.system((["who"] + [text])[1])  # expect: command-injection
    os.system(sorted(["who", text])[0])  # expect: command-injection
    os.system(max([("who", text)])[0])


@app.get("/side-by-side")
def side_by_side(text: str) -> None:
    for number, (first, second) in enumerate(zip([text], ["who"])):
        os.system(f"{second} {number}")
        os.system(first)  # expect: command-injection
    for first, second in zip(*[[text], ["who"]]):
        os.system(second)
        os.system(first)  # expect: command-injection
