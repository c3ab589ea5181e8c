"""A function in a table gives what it makes of its arguments, and not what lies beside it in the table."""

import os
from collections.abc import Callable

from fastapi import FastAPI

app = FastAPI()


class Report:
    def only(self, command: str, names: str | None) -> str:
        return f"{command} --only" if names else command

    def named(self, command: str, names: str | None) -> str:
        return f"{command} {names}"

    def fixed(self, names: str) -> str:
        command = "who"
        for values, logic, add in [(names, "any", self.only), (names, "all", self.only)]:
            command = add(command, values)
        return command

    def chosen(self, names: str) -> str:
        command = "who"
        for values, add in [(names, self.only), (names, self.named)]:
            command = add(command, values)
        return command


@app.get("/report")
def report(names: str, handlers: dict[str, Callable[[], str]]) -> None:
    os.system(Report().fixed(names))
    os.system(Report().chosen(names))  # expect: command-injection
