"""The first parameter of a static method is what the call gives first, and no instance."""

import os

from fastapi import Body, FastAPI

app = FastAPI()


class Runner:
    @staticmethod
    def run(job: dict) -> None:
        os.system(job["command"])  # expect: command-injection

    @staticmethod
    def run_named(**job: str) -> None:
        os.system(job["command"])  # expect: command-injection

    @staticmethod
    def run_fixed(job: dict) -> None:
        os.system(job["command"])


@app.post("/jobs")
def jobs(job: dict = Body()) -> None:
    Runner.run(job)
    Runner.run_named(**job)
    Runner.run_fixed({"command": "who", "name": job["name"]})
