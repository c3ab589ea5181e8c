"""How far a run is: told by the engine, drawn on a terminal and nowhere else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from fastlint import check
from fastlint.cli import progress
from fastlint.cli.progress import ProgressLine
from fastlint.config import Config
from fastlint.resources import Resources


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    monkeypatch.setenv("TERM", "xterm")
    return now


def test_the_engine_tells_each_phase_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(f"name = '{name}'\n")
    monkeypatch.chdir(tmp_path)
    told: list[tuple[str, int, int]] = []
    check(["."], Config(), resources=Resources(progress=lambda *step: told.append(step)))
    assert told[:3] == [("reading files", 1, 2), ("reading files", 2, 2), ("linking", 0, 1)]
    rules = [step for step in told if step[0] == "checking rules"]
    assert [done for _, done, _ in rules] == list(range(1, len(rules) + 1))
    assert {total for _, _, total in rules} == {len(rules)}


def test_a_short_run_draws_nothing(clock: list[float]) -> None:
    with ProgressLine(terminal := Terminal()) as line:
        line("reading files", 1, 2)
        clock[0] += 0.9
        line("reading files", 1, 2)
    assert terminal.getvalue() == ""


def test_a_long_run_draws_one_line_and_erases_it(clock: list[float]) -> None:
    with ProgressLine(terminal := Terminal()) as line:
        clock[0] += 2
        line("reading files", 1, 900)
        line("reading files", 2, 900)  # too soon after the last one
        clock[0] += 0.2
        line("reading files", 3, 900)
        line("reading files", 900, 900)
        line("reading files", 900, 900)
    assert terminal.getvalue() == "\r\x1b[2Kreading files: 1 of 900\r\x1b[2Kreading files: 3 of 900\r\x1b[2K"


def test_what_ends_a_run_leaves_nothing_on_the_screen(clock: list[float]) -> None:
    def interrupted() -> None:
        with ProgressLine(terminal) as line:
            clock[0] += 2
            line("linking", 0, 1)
            raise KeyboardInterrupt

    terminal = Terminal()
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert terminal.getvalue() == "\r\x1b[2Klinking: 0 of 1\r\x1b[2K"


@pytest.mark.parametrize(("stream", "terminal"), [(io.StringIO(), "xterm"), (Terminal(), "dumb")])
def test_only_a_terminal_is_drawn_on(
    clock: list[float], monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, terminal: str
) -> None:
    monkeypatch.setenv("TERM", terminal)
    with ProgressLine(stream) as line:
        clock[0] += 2
        line("reading files", 1, 900)
    assert stream.getvalue() == ""
