"""The command that measures: it runs, and its figures are of the runs it names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.measuring import Command, exponent, measure

ROOT = Path(__file__).parent.parent.parent


def test_growth_is_the_slope_of_the_logarithms() -> None:
    assert exponent([1, 2, 4, 8], [3, 6, 12, 24]) == pytest.approx(1)
    assert exponent([1, 2, 4, 8], [1, 4, 16, 64]) == pytest.approx(2)


def test_what_a_command_takes_counts_its_children() -> None:
    work = "sum(i * i for i in range(3_000_000))"
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"
    commands = {"little": Command([sys.executable, "-c", ""]), "nested": Command([sys.executable, "-c", nested])}
    measured = measure(commands, 1)
    assert measured["nested"].seconds > 2 * measured["little"].seconds


@pytest.mark.slow
def test_the_table_names_every_figure(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("from fastapi import FastAPI\napp = FastAPI()\n" * 50)
    for number in range(8):
        (tmp_path / f"part{number}.py").write_text(f"x = {number}\n" * 200)
    result = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", str(tmp_path), "--rounds", "1", "--no-peers"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows = [line.split("|")[1].strip() for line in result.stdout.splitlines() if line.startswith("| ")]
    assert rows[0] == "9 files, 2 kLOC"
    assert {
        "cold run",
        "nothing changed",
        "a function added",
        "a comment added",
        "`--version`",
        "`--help`",
        "memory",
        "growth",
    } <= {*rows}
