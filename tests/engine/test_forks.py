"""Work that is shared with copies of the process: all of it is done, once, whatever becomes of them."""

from __future__ import annotations

import os
import signal
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from fastlint import check, forks, sharing
from fastlint.config import Config
from fastlint.finding import Finding
from fastlint.insight.auth import Coverage, Protection
from fastlint.resources import Resources
from fastlint.run import survey

SHOP = str(Path(__file__).parents[2] / "fixtures" / "shop")

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="copies of a process need fork"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


@pytest.fixture(autouse=True)
def possible(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The threads of the test runner stand still here, and nothing of it is asked for in a copy."""
    monkeypatch.setattr(forks, "are_possible", lambda: True)
    with warnings.catch_warnings():
        yield


def squared(number: int) -> bytes:
    return str(number**2).encode()


@pytest.mark.parametrize("copies", [0, 1, 3])
@pytest.mark.parametrize("groups", [[range(100)], [range(60), range(60, 100)], [[], [5, 3]], [[]], [range(8000)]])
def test_all_is_done_once(copies: int, groups: list[list[int]]) -> None:
    done = list(forks.share(groups, copies, squared))
    assert sorted(done) == sorted((number, squared(number)) for group in groups for number in group)


def test_what_a_copy_says_may_be_long() -> None:
    done = dict(forks.share([range(20)], 2, lambda number: bytes([number]) * 300_000))
    assert done == {number: bytes([number]) * 300_000 for number in range(20)}


def test_copies_do_their_share() -> None:
    def slowly(_: int) -> bytes:
        time.sleep(0.02)
        return str(os.getpid()).encode()

    processes = {process for _, process in forks.share([range(30)], 2, slowly)}
    assert len(processes) == 3
    assert str(os.getpid()).encode() in processes


@pytest.mark.parametrize("end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: 1 / 0])
def test_what_a_copy_fails_to_do_is_done_here(end: object, capfd: pytest.CaptureFixture[str]) -> None:
    me = os.getpid()

    def only_here(number: int) -> bytes:
        time.sleep(0.01)
        if os.getpid() != me:
            assert callable(end)
            end()
        return squared(number)

    assert sorted(forks.share([range(20)], 2, only_here)) == [(number, squared(number)) for number in range(20)]
    assert capfd.readouterr() == ("", "")


def test_without_processes_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError("Resource temporarily unavailable")

    open_before = len(os.listdir("/proc/self/fd"))
    monkeypatch.setattr(os, "fork", refuse)
    assert sorted(forks.share([range(5)], 2, squared)) == [(number, squared(number)) for number in range(5)]
    assert len(os.listdir("/proc/self/fd")) == open_before


def test_none_outlives_what_asked_for_it() -> None:
    def forever_elsewhere(number: int) -> bytes:
        if os.getpid() != me:
            time.sleep(600)
        return squared(number)

    me = os.getpid()
    before = children()
    work = forks.share([range(1000)], 2, forever_elsewhere)
    next(work)
    assert len(children() - before) == 2
    work.close()  # type: ignore[attr-defined]  # it is a generator
    assert children() == before


def children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def found(jobs: int) -> list[Finding]:
    report = check((SHOP,), Config(), resources=Resources(jobs=jobs))
    assert report.project is not None
    routes = set(map(id, report.project.routes))
    assert all(id(finding.route) in routes for finding in report.findings if finding.route is not None)
    return report.findings


def test_rules_find_the_same_together(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(findings: list[Finding]) -> list[object]:
        return [(f.fingerprint, f.span, f.message, f.trace, f.confidence, str(f.route), f.rule) for f in findings]

    alone = found(1)
    monkeypatch.setattr(sharing, "_FOR_ANOTHER", 1)
    assert told(found(3)) == told(alone)
    assert len(alone) > 50


def test_a_rule_that_fails_in_a_copy_is_told_as_always(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> object:
        raise ValueError("odd")

    monkeypatch.setattr("fastlint.insight.literals.Literals.of", failing)
    alone = [finding.message for finding in found(1)]
    monkeypatch.setattr(sharing, "_FOR_ANOTHER", 1)
    assert [finding.message for finding in found(3)] == alone
    assert any("hardcoded-secret` failed" in message for message in alone)


def test_the_protection_of_routes_is_the_same_together(monkeypatch: pytest.MonkeyPatch) -> None:
    def judged(jobs: int) -> list[tuple[str, Coverage]]:
        report = survey((SHOP,), Config(), resources=Resources(jobs=jobs))
        return [(str(route), verdict) for route, verdict in report.coverage.items()]

    alone = judged(1)
    monkeypatch.setattr(sharing, "_FOR_ANOTHER", 1)
    monkeypatch.setattr(sharing, "_ROUTES", 3)
    assert judged(3) == alone
    assert {verdict.protection for _, verdict in alone} >= {Protection.PROTECTED, Protection.PUBLIC}


@pytest.mark.parametrize(
    ("processes", "ways"),
    [
        (1, [[0, 1, 2, 3]]),
        (2, [[0, 1, 2, 3], [3, 2, 1, 0]]),
        (4, [[0, 1, 2, 3], [1, 0, 2, 3], [2, 3, 0, 1], [3, 2, 0, 1]]),
    ],
)
def test_processes_meet_where_work_is_left(processes: int, ways: list[list[int]]) -> None:
    assert [forks.way(range(4), process, processes) for process in range(processes)] == ways
