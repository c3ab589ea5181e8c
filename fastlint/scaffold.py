"""Writes the beginning of a rule: a file that works as it is, and the test of its examples."""

from __future__ import annotations

import keyword
import os
import re
from dataclasses import dataclass

from fastlint.packs import DATA_FOLDER, RESERVED_CODES, load
from fastlint.problem import Problem

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FAMILY = re.compile(r"[a-z][a-z0-9_]*")
_CODE = re.compile(r"[A-Z]{2,5}\d{3}")
_CODE_IN_FILE = re.compile(r"^@rule\(\s*[\"']([A-Z]{2,5})(\d{3})[\"']", re.MULTILINE)

_RULE = '''\
"""{title}.

Say here why it matters, what to do, and what the rule cannot see. The examples are tests.

```python bad
from fastapi import FastAPI

app = FastAPI()


@app.get("/replace-me")  # expect: {name}
def bad(): ...
```

```python good
from fastapi import FastAPI

app = FastAPI()


@app.get("/fine")
def good(): ...
```
"""

from collections.abc import Iterator

from fastlint.rule import Finding, Route, Severity, rule


@rule("{code}", severity=Severity.WARNING, guideline="{guideline}", since="1.0")
def {function}(route: Route) -> Iterator[Finding]:
    # Put your own condition here, and into the message what is wrong, why, and what to do.
    if route.path == "/replace-me":
        yield Finding(route.span, f"`{{route}}` is only an example. Replace it", route=route)
'''

_TEST = '''\
"""The examples of every rule in `{family}` are tests."""

from pathlib import Path

import pytest

from fastlint.testing import check_example, examples

PACK = Path(__file__).parent / "{family}"


@pytest.mark.parametrize(("rule", "example"), examples(str(PACK)))
def test_example(rule, example):
    check_example(rule, example)
'''


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What was written: files, of which `tests` is "" where an outer pack has its own; `pack` is to load."""

    pack: str
    rule: str
    tests: str
    written: tuple[str, ...]


def new_rule(family: str, name: str, directory: str = ".", code: str = "") -> Scaffold:
    """Write a rule into the folder `family` of `directory`; raises `Problem` where that cannot be done."""
    function = name.replace("-", "_")
    if not _NAME.fullmatch(name) or keyword.iskeyword(function):
        raise Problem(f"{name!r} cannot be the name of a rule: write it like `missing-owner-tag`, as what it reports")
    if not _FAMILY.fullmatch(family) or keyword.iskeyword(family) or family == DATA_FOLDER:
        raise Problem(f"{family!r} cannot be a family: write it like a package of Python, such as `acme`")
    if not os.path.isdir(directory):
        raise Problem(f"{directory}: no such directory")
    folder = os.path.join(directory, family)
    code = code or _next_code(folder, family)
    _refuse_taken(name, code)
    file = os.path.join(folder, f"{function}.py")
    if os.path.lexists(file):
        raise Problem(f"{file}: is there already")
    title = name.replace("-", " ").capitalize()
    rule = _RULE.format(title=title, name=name, code=code, guideline=code[:-3], function=function)
    files = {os.path.join(folder, "__init__.py"): f'"""Rules of the family `{family}`."""\n', file: rule}
    # Inside a pack the family is a part of it, and its tests are that pack's.
    is_part = os.path.isfile(os.path.join(directory, "__init__.py"))
    tests = "" if is_part else os.path.join(directory, f"test_{family}.py")
    if tests:
        files[tests] = _TEST.format(family=family)
    return Scaffold(directory if is_part else folder, file, tests, tuple(_written(files)))


def _written(files: dict[str, str]) -> list[str]:
    """Write those that are not there; the others are what an earlier rule of the family brought."""
    new = [file for file in files if not os.path.lexists(file)]
    for file in new:
        try:
            os.makedirs(os.path.dirname(file) or ".", exist_ok=True)
            with open(file, "x", encoding="utf-8", newline="\n") as stream:
                stream.write(files[file])
        except OSError as error:
            raise Problem(f"{file}: cannot be written: {error.strerror}") from error
    return new


def _next_code(folder: str, family: str) -> str:
    """The code after the last one of the folder, else the first one with the family's letters."""
    found: list[tuple[str, int]] = []
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        if name.endswith(".py"):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as stream:
                found += [(prefix, int(number)) for prefix, number in _CODE_IN_FILE.findall(stream.read())]
    if found:
        prefix, number = max(found, key=lambda code: code[1])
        return f"{prefix}{number + 1:03}"
    letters = re.sub("[^A-Z]", "", family.upper())[:5]
    return f"{letters if len(letters) > 1 else 'LOCAL'}101"


def _refuse_taken(name: str, code: str) -> None:
    if not _CODE.fullmatch(code) or code.startswith(RESERVED_CODES):
        raise Problem(f"{code!r} cannot be a code: two to five capitals and three digits, such as `ACME101`")
    catalogue = load()
    for wanted in (name, code):
        known = catalogue.find(wanted)
        if known is not None:
            raise Problem(f"{wanted!r} is taken by {known.name} ({known.code}): choose another (--code for the code)")
