"""Code that nobody chose: programs made by chance, real files damaged by chance, every file that Python comes with."""

from __future__ import annotations

import os
import random
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fastlint.analyse import Form, analyse
from fastlint.config import Config
from fastlint.examination import examine
from fastlint.finding import Confidence, Persona
from fastlint.ir.nodes import ModuleIR
from fastlint.lowering import Lowering
from fastlint.outcome import Report
from fastlint.packs import load
from fastlint.report import REPORTERS, render
from fastlint.resources import Resources
from fastlint.run import check
from fastlint.selection import select
from fastlint.source.failure import DEFAULTS, Failure, FailureKind
from fastlint.source.read import SourceFile

STDLIB = Path(sysconfig.get_path("stdlib"))
PACKAGES = Path(sysconfig.get_path("purelib"))
CONFIG = Config(persona=Persona.AUDITOR, min_confidence=Confidence.LOW)

NAMES = "app router db user item request response get_db current_user settings token path query".split()
MODULES = "fastapi fastapi.security sqlalchemy os subprocess .deps ..db jwt pydantic typing".split()
VALUES = ["1", "'text'", "f'{user}/{item.name}'", "None", "b'x'", "...", "1.5j", "'%s' % token", "'a' 'b'", "0x1F"]


class Programs:
    """Programs that have the shape of an application and no sense."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def program(self) -> str:
        head = "from fastapi import APIRouter, Depends, FastAPI\napp = FastAPI()\nrouter = APIRouter()\n"
        return head + "".join(self.statement(0) for _ in range(self.chance.randrange(3, 20)))

    def statement(self, depth: int) -> str:
        pad, pick = "    " * depth, self.chance.choice
        simple = [
            lambda: f"{self.target()} = {self.expression(3)}",
            lambda: f"{pick(NAMES)}: {self.expression(2)} = {self.expression(2)}",
            lambda: f"from {pick(MODULES)} import {pick([*NAMES, '*', f'{pick(NAMES)} as {pick(NAMES)}'])}",
            lambda: f"import {pick(MODULES).strip('.')}",
            lambda: self.expression(4),
            lambda: f"return {self.expression(3)}" if depth else "pass",
            lambda: f"raise {self.expression(2)}",
            lambda: f"del {pick(NAMES)}",
            lambda: f"{pick(NAMES)} += {self.expression(2)}",
            lambda: f"global {pick(NAMES)}" if depth else "assert app, 'no'",
            lambda: f"app.include_router({pick(NAMES)}, prefix={self.expression(1)})",
            lambda: f"app.add_middleware({self.expression(1)}, {pick(NAMES)}={self.expression(1)})",
        ]
        if depth > 3 or self.chance.random() < 0.5:
            return f"{pad}{pick(simple)()}\n"
        return "".join(f"{pad}{line}\n" for line in self.head()) + "".join(
            self.statement(depth + 1) for _ in range(self.chance.randrange(1, 4))
        )

    def head(self) -> list[str]:
        pick = self.chance.choice
        parameters = ", ".join(
            f"{name}: {self.expression(1)} = Depends({pick(NAMES)})" for name in self.chance.sample(NAMES, 2)
        )
        function = f"{pick(['def', 'async def'])} {pick(NAMES)}({parameters}):"
        route = f"@{pick(['app', 'router'])}.{pick(['get', 'post', 'websocket', 'api_route'])}({self.expression(1)})"
        return pick(
            [
                [function],
                [route, function],
                [f"@{self.expression(2)}", function],
                [f"class {pick(NAMES)}({pick([*NAMES, 'BaseModel', 'APIRouter', ''])}):"],
                [f"if {self.expression(3)}:"],
                [f"for {self.target()} in {self.expression(2)}:"],
                [f"while {self.expression(2)}:"],
                [f"with {self.expression(2)} as {pick(NAMES)}:"],
            ]
        )

    def target(self) -> str:
        pick = self.chance.choice
        name = pick(NAMES)
        return pick([name, f"{name}.{pick(NAMES)}", f"{name}[{self.expression(1)}]", f"{name}, *{pick(NAMES)}_"])

    def expression(self, depth: int) -> str:
        pick = self.chance.choice
        if depth <= 0 or self.chance.random() < 0.3:
            return pick([*NAMES, *VALUES])
        inner: Callable[[], str] = lambda: self.expression(depth - 1)  # noqa: E731
        makers = [
            lambda: f"{pick(NAMES)}({inner()}, {pick(NAMES)}={inner()}, *{inner()}, **{inner()})",
            lambda: f"{pick(NAMES)}.{pick(NAMES)}({inner()})",
            lambda: f"db.execute({inner()} + {inner()})",
            lambda: f"({inner()} {pick(['+', '%', 'and', 'or', 'in', '==', 'is not', '<', '|', '**'])} {inner()})",
            lambda: f"[{inner()} for {pick(NAMES)} in {inner()} if {inner()}]",
            lambda: f"{{{inner()}: {inner()}, **{inner()}}}",
            lambda: f"(lambda {pick(NAMES)}=1: {inner()})",
            lambda: f"({inner()} if {inner()} else {inner()})",
            lambda: f"{pick(NAMES)}[{inner()}:{inner()}]",
            lambda: f"({pick(NAMES)} := {inner()})",
            lambda: f"(not {inner()}, -{pick(NAMES)})",
            lambda: "f'{" + pick(NAMES) + "!r:>{" + pick(NAMES) + "}}'",
        ]
        return pick(makers)()


def mutants(count: int, seed: int) -> Iterator[bytes]:
    """Files of the standard library with a piece lost, doubled, moved or overwritten."""
    chance = random.Random(seed)
    files = sorted(path for path in STDLIB.glob("*.py") if 0 < path.stat().st_size < 40_000)
    for _ in range(count):
        data = chance.choice(files).read_bytes()
        for _ in range(chance.randrange(1, 4)):
            if not data:
                break
            start = chance.randrange(len(data))
            end = min(start + chance.randrange(1, 200), len(data))
            piece = data[start:end]
            at = chance.randrange(len(data))
            data = chance.choice(
                [
                    data[:start] + data[end:],
                    data[:end] + piece + data[end:],
                    data[:at] + piece + data[at:],
                    data[:start] + chance.randbytes(len(piece)) + data[end:],
                    data[:start] + piece.swapcase() + data[end:],
                    data[:at],
                ]
            )
        yield data


def judged(form: Form) -> Report:
    report = examine({"main.py": form}, select(load(), CONFIG), CONFIG, os.getcwd())
    for name in REPORTERS:
        render(report, name)
    return report


def complaints(data: bytes) -> list[str]:
    """What went wrong with the analysis of a text, apart from its own mistakes."""
    form = analyse(data)
    if isinstance(form, Failure):
        return [form.reason] if form.kind is FailureKind.CRASH else []
    report = judged(form)
    crashes = [finding.message for finding in report.findings if finding.rule and finding.rule.name == "crashed-rule"]
    return [*crashes, *(["crashed"] if report.crashed and not crashes else [])]


def generated(count: int, seed: int) -> list[str]:
    return [complaint for n in range(count) for complaint in complaints(Programs(seed + n).program().encode())]


def test_programs_made_by_chance() -> None:
    assert generated(25, seed=0) == []


def test_files_damaged_by_chance() -> None:
    assert [complaint for data in mutants(15, seed=0) for complaint in complaints(data)] == []


@pytest.mark.slow
def test_a_thousand_programs_made_by_chance() -> None:
    assert generated(1000, seed=1000) == []


@pytest.mark.slow
def test_a_thousand_files_damaged_by_chance() -> None:
    assert [complaint for data in mutants(1000, seed=1000) for complaint in complaints(data)] == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", [STDLIB, PACKAGES], ids=["stdlib", "site-packages"])
def test_every_file_has_a_form_or_a_mistake_of_its_own_twice_the_same(folder: Path) -> None:
    files = [SourceFile(str(path.relative_to(folder)), str(path)) for path in sorted(folder.rglob("*.py"))]
    with Lowering(DEFAULTS, Resources()) as lowering:
        first = lowering.forms(files)
        assert {n: f.reason for n, f in first.items() if isinstance(f, Failure) and f.kind is FailureKind.CRASH} == {}
        assert sum(isinstance(form, ModuleIR) for form in first.values()) > 0.9 * len(files)
        assert first == lowering.forms(files)


@pytest.mark.slow
def test_every_package_of_the_standard_library_is_judged_twice_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(STDLIB)
    for path in sorted(STDLIB.iterdir()):
        if path.name != "site-packages" and (path.suffix == ".py" or (path / "__init__.py").is_file()):
            first, second = (check([str(path)], CONFIG) for _ in range(2))
            assert not first.crashed, path
            assert render(first, "json") == render(second, "json"), path
