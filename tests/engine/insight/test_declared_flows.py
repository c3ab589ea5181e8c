"""A project's own sanitizers and sinks, as the rules about flows see them."""

from __future__ import annotations

import pytest

from fastlint.config import Config, override
from fastlint.finding import Confidence, Persona
from fastlint.packs import load
from fastlint.testing import report_on

FILES = {
    "app/__init__.py": "",
    "app/store.py": """\
import os

def clean(name): return transform(name)

def refuse(name):
    check(name)

class Database:
    def run(self, mode, query): ...

def fetch(key, query): ...
""",
    "main.py": """\
from fastapi import FastAPI
from fastapi.responses import FileResponse
from app.store import Database, clean, fetch, refuse

app = FastAPI()
database = Database()

@app.get("/file")
def read_file(name: str):
    return FileResponse("/srv/" + clean(name))

@app.get("/checked")
def read_checked(name: str):
    refuse(name)
    return FileResponse("/srv/" + name)

@app.get("/fetched")
def read_fetched(name: str):
    fetch(name, "SELECT 1")
    fetch("a", "SELECT " + name)

@app.get("/run")
def read_run(name: str):
    database.run("r", "SELECT " + name)
""",
}


def found(**declared: dict[str, tuple[str, ...]]) -> list[str]:
    rules = [rule for rule in load().rules if rule.name in ("path-traversal", "sql-injection")]
    config = override(Config(persona=Persona.AUDITOR, min_confidence=Confidence.LOW), declared)
    report = report_on(FILES, rules, config)
    return sorted(f"{f.rule.code}:{f.span.start_line}" for f in report.findings if f.rule and f.span.path == "main.py")


def test_nothing_is_declared() -> None:
    assert found() == ["FL208:10", "FL208:15"]


@pytest.mark.parametrize("rule", ["path-traversal", "FL208", "injection"])
def test_a_sanitizer_gives_what_is_harmless_or_refuses(rule: str) -> None:
    assert found(sanitizers={"app.store.clean": (rule,), "app.store.refuse": (rule,)}) == []
    assert found(sanitizers={"app.store.clean": (rule,)}) == ["FL208:15"]


def test_a_sanitizer_for_another_rule_changes_nothing() -> None:
    assert found(sanitizers={"app.store.clean": ("sql-injection",)}) == found()


@pytest.mark.parametrize(
    ("sink", "lines"),
    [
        ("app.store.fetch(query)", ["FL201:20"]),
        ("app.store.fetch(1)", ["FL201:20"]),
        ("app.store.fetch", ["FL201:19", "FL201:20"]),
        ("app.store.Database.run(query)", ["FL201:24"]),
        ("app.store.Database.run(mode)", []),
        ("app.store.gone(query)", []),
    ],
)
def test_a_sink_is_a_place_of_its_rule(sink: str, lines: list[str]) -> None:
    assert [line for line in found(sinks={sink: ("sql-injection",)}) if line.startswith("FL201")] == lines
