"""Of a mapping, only what lies under the key that is looked up matters, however it was put there and is taken out."""

import subprocess

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
KIND = "kind"
PROGRAMS = {"uptime": "uptime", "users": "who"}


class Job(BaseModel):
    name: str
    script: str


def run_fixed(command: str) -> None:
    subprocess.run(command, shell=True)


@app.get("/of-keywords")
def of_keywords(name: str) -> None:
    job = dict(name=name, script="who")
    run_fixed(job["script"])
    run_fixed(job.get("script"))
    subprocess.run(job.get("name"), shell=True)  # expect: command-injection


@app.get("/of-pairs")
def of_pairs(name: str) -> None:
    subprocess.run(dict([("name", name)])["name"], shell=True)  # expect: command-injection
    run_fixed(dict(zip(["name"], ["who"]), other=name)["name"])


@app.get("/popped")
def popped(name: str) -> None:
    job = {"name": name, "script": "who"}
    run_fixed(job.pop("script"))
    subprocess.run(job.pop("name"), shell=True)  # expect: command-injection


@app.get("/updated")
def updated(name: str) -> None:
    job = {"script": "who"}
    job.update(name=name)
    job.update({"other": name})
    run_fixed(job["script"])
    job.update({"script": name})
    subprocess.run(job["script"], shell=True)  # expect: command-injection


@app.get("/set-by-default")
def set_by_default(name: str) -> None:
    job = {"name": name}
    run_fixed(job.setdefault("script", "who"))
    job.setdefault("other", name)
    run_fixed(job["script"])
    subprocess.run(job["other"], shell=True)  # expect: command-injection


@app.get("/joined")
def joined(name: str) -> None:
    run_fixed(({"script": name} | {"script": "who"})["script"])
    subprocess.run({"script": "who", **{"script": name}}["script"], shell=True)  # expect: command-injection


@app.get("/nested")
def nested(name: str) -> None:
    jobs = {"first": {"name": name, "script": "who"}}
    run_fixed(jobs.get("first", {}).get("script"))
    subprocess.run(jobs.get("first", {}).get("name"), shell=True)  # expect: command-injection


@app.get("/named-by-constant")
def named_by_constant(name: str) -> None:
    job = {"name": name, KIND: "who"}
    run_fixed(job[KIND])
    run_fixed(job["kind"])
    subprocess.run(job["name"], shell=True)  # expect: command-injection


@app.get("/looked-up-by-request")
def looked_up_by_request(name: str) -> None:
    run_fixed(PROGRAMS[name])
    run_fixed(PROGRAMS.get(name, "uptime"))
    subprocess.run(PROGRAMS.get(name, name), shell=True)  # expect: command-injection


@app.get("/keys")
def keys(name: str) -> None:
    for key in {"title": name}:
        run_fixed(key)
    for key in {name: "title"}:
        subprocess.run(key, shell=True)  # expect: command-injection
    texts = {}
    texts[name] = "title"
    for key, text in texts.items():
        subprocess.run(key, shell=True)  # expect: command-injection
        run_fixed(text)


@app.post("/dumped")
def dumped(job: Job) -> None:
    values = job.model_dump()
    values["script"] = "who"
    run_fixed(values.get("script"))
    subprocess.run(values.get("name"), shell=True)  # expect: command-injection


def start(**options: str) -> None:
    subprocess.run(options.get("script", "who"), shell=True)


def hand_on(**options: str) -> None:
    start(**options)


def start_any(**options: str) -> None:
    subprocess.run(options.pop("script"), shell=True)  # expect: command-injection


@app.get("/options")
def options(name: str) -> None:
    hand_on(script="uptime", name=name)
    start_any(script=name)
