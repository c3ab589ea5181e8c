"""Processes that may be killed: what a file does to one is said of that file, and all others have their forms."""

from __future__ import annotations

import mmap
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from fastlint import lowering, workers
from fastlint.analyse import Form, Task, analyse, decoded
from fastlint.lowering import Lowering
from fastlint.resources import Resources
from fastlint.source.failure import DEFAULTS, Failure, FailureKind, Limits
from fastlint.source.read import SourceFile
from fastlint.workers import Workers

LAX = Limits(max_nesting=100_000, max_chain=100_000, max_pattern_nesting=100, max_seconds=1, max_memory=4000)
"""Limits that let the parser have what it cannot take."""

CRASHES = b"x = " + b"(" * 3_000 + b")" * 3_000
HANGS = b"match x:\n    case " + b"[" * 40 + b"]" * 40 + b": pass\n= 1\n"
EATS = b"x = [" + b"f(a, b), " * 400_000 + b"]\n"
METHOD = workers._method
GOOD = {f"good{number}": b"x = %d\n" % number * 50 for number in range(30)}


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads of the test runner must not decide how workers start: what a test replaces is known to forks alone."""
    monkeypatch.setattr(workers, "_method", lambda: "fork")


def forms(contents: Mapping[str, bytes], jobs: int = 1, limits: Limits = LAX) -> dict[str, Form | None]:
    pool = Workers(jobs, limits)
    try:
        return {
            key.decode(): decoded(form)
            for key, form in pool.forms({k.encode(): (v, True) for k, v in contents.items()})
        }
    finally:
        pool.close()


@pytest.mark.parametrize("jobs", [1, 3])
def test_workers_make_the_forms_that_are_made_here(jobs: int) -> None:
    contents = {**GOOD, "wrong": b"def (:\n", "latin": b"# coding: nothing\n", "empty": b""}
    assert forms(contents, jobs) == {name: analyse(data, LAX) for name, data in contents.items()}


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        (b"crash", "crashed the parser by signal 11 (SIGSEGV)"),
        (HANGS, "takes longer than `max-seconds` allows (1 s)"),
        (EATS, "takes more memory than `max-memory` allows (400 MB)"),
    ],
    ids=["crash", "time", "memory"],
)
@pytest.mark.skipif(sys.platform != "linux", reason="memory and processor time are bounded where the system can")
def test_what_a_file_does_is_said_of_that_file(hostile: bytes, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def analyse_or_die(data: bytes, limits: Limits) -> Form:
        if data == b"crash":
            os.kill(os.getpid(), signal.SIGSEGV)
            time.sleep(60)  # until the signal has come
        return analyse(data, limits)

    monkeypatch.setattr("fastlint.analyse.analyse", analyse_or_die)
    limits = replace(LAX, max_memory=400, max_seconds=60) if "max-memory" in reason else LAX
    found = forms({**GOOD, "hostile": hostile}, 2, limits)
    failure = found.pop("hostile")
    assert failure == Failure(FailureKind.CRASH, reason)
    assert found == {name: analyse(data) for name, data in GOOD.items()}


def test_a_worker_that_waits_is_killed_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_WALL", 0.3)
    monkeypatch.setattr(
        "fastlint.analyse.analyse", lambda data, limits: time.sleep(60 if data == b"wait" else 0) or analyse(data)
    )
    found = forms({"hostile": b"wait", "good": b"x = 1\n"})
    assert found["hostile"] == Failure(FailureKind.CRASH, "takes longer than `max-seconds` allows (1 s)")
    assert not isinstance(found["good"], Failure)


def test_a_file_is_not_blamed_for_what_came_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that dies at its second file dies of the first, perhaps: the second is tried again alone."""
    seen: list[bytes] = []

    def second_kills(data: bytes, limits: Limits) -> Form:
        seen.append(data)
        if len(seen) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(60)
        return analyse(data, limits)

    monkeypatch.setattr("fastlint.analyse.analyse", second_kills)
    found = forms(dict(list(GOOD.items())[:4]))
    assert [name for name, form in found.items() if isinstance(form, Failure)] == []


def test_an_internal_error_is_a_failure_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fastlint.ir.lower.lower", lambda *_: 1 / 0)
    failure = analyse(b"x = 1\n")
    assert isinstance(failure, Failure)
    assert "internal error: ZeroDivisionError" in failure.reason
    assert not failure.is_lasting
    assert not failure.is_syntax


def test_deep_code_within_the_limits_is_lowered() -> None:
    deep = {
        "brackets": b"x = " + b"(" * 199 + b"1" + b")" * 199,
        "sum": b"x = " + b" + ".join([b"a"] * 499),
        "calls": b"x = " + b"f(" * 199 + b")" * 199,
        "chain": b"x = a" + b".b()" * 240,
        "elif": b"if a:\n  b\n" + b"elif a:\n  b\n" * 490,
    }
    assert [name for name, form in forms(deep, limits=DEFAULTS).items() if isinstance(form, Failure)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_end_with_the_parent(tmp_path: Path) -> None:
    """Also when the parent is killed and can tell nobody."""
    code = """
import sys
from fastlint.workers import Workers
from fastlint.source.failure import DEFAULTS
pool = Workers(2, DEFAULTS)
list(pool.forms({str(n).encode(): (b"x = 1\\n" * 2000 + bytes([n]) * 99000, True) for n in range(4)}))
print(*[worker.process.pid for worker in pool._workers], flush=True)
sys.stdin.read()
"""
    parent = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    children = parent.stdout.readline().split()
    assert len(children) == 2
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 10
    while any(is_alive(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [child for child in children if is_alive(child)] == []


def is_alive(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


# ---------------------------------------------------------------- as lowering uses them


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[SourceFile]:
    """Files that are treated as if they were many and large."""
    monkeypatch.setattr(lowering, "_HERE", -1)
    monkeypatch.setattr(lowering, "_FOR_ANOTHER", 1000)
    for name, data in {**GOOD, "wrong": b"def (:\n"}.items():
        (tmp_path / f"{name}.py").write_bytes(data)
    return [SourceFile(path.name, str(path)) for path in sorted(tmp_path.glob("*.py"))]


def lowered(files: list[SourceFile], resources: Resources, limits: Limits = DEFAULTS) -> dict[str, Form | None]:
    with Lowering(limits, resources) as lower:
        return lower.forms(files)


def test_the_number_of_jobs_changes_nothing(files: list[SourceFile]) -> None:
    one = lowered(files, Resources(jobs=1))
    assert list(one) == [file.name for file in files]
    assert one == lowered(files, Resources(jobs=2)) == lowered(list(files), Resources(jobs=8))


@pytest.mark.parametrize(("jobs", "is_meanwhile"), [(1, False), (2, True)])
def test_the_first_files_are_analysed_while_it_is_looked_for_others(
    files: list[SourceFile], jobs: int, is_meanwhile: bool
) -> None:
    names = [file.name for file in files]
    at_work = []

    def choose(contents: Mapping[str, bytes]) -> Iterator[set[str]]:
        yield set(names[:1])
        at_work.append(bool(multiprocessing.active_children()))
        yield set(names[:3])

    with Lowering(DEFAULTS, Resources(jobs=jobs)) as lower:
        found = lower.forms(files, choose)
        assert [name for name, seen in lower.seen.items() if seen.is_analysed] == names[:3]
    expected = lowered(files, Resources(jobs=1))
    assert found == {
        name: form if name in names[:3] or isinstance(form, Failure) else None for name, form in expected.items()
    }
    assert at_work == [is_meanwhile]


def test_any_executor_can_be_given(files: list[SourceFile]) -> None:
    expected = lowered(files, Resources(jobs=1))
    executors: list[Executor] = [ThreadPoolExecutor(2), ProcessPoolExecutor(2)]
    for executor in executors:
        with executor:
            assert lowered(files, Resources(executor=executor)) == expected


def test_what_an_executor_fails_on_is_done_all_the_same(files: list[SourceFile], tmp_path: Path) -> None:
    (tmp_path / "crash.py").write_bytes(CRASHES)
    crashing = [*files, SourceFile("crash.py", str(tmp_path / "crash.py"))]
    with ProcessPoolExecutor(1) as executor:
        found = lowered(crashing, Resources(executor=executor), replace(LAX, max_seconds=20))
    failures = {name: form for name, form in found.items() if isinstance(form, Failure)}
    assert failures.keys() == {"crash.py", "wrong.py"}
    assert all(failure.is_syntax for failure in failures.values())
    assert "crash.py" in found, "the stack of a worker is larger"


def test_little_and_simple_code_stays_in_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "simple.py").write_bytes(b"x = f(1)\n" * 500)
    (tmp_path / "deep.py").write_bytes(b"x = " + b"(" * 50 + b")" * 50 + b"\n")
    given: list[bytes] = []
    before = Workers.forms

    def forms(self: Workers, tasks: Mapping[bytes, Task], more: Iterable[Mapping[bytes, Task]]) -> object:
        given.extend(data for data, _ in tasks.values())
        return before(self, tasks, more)

    monkeypatch.setattr(Workers, "forms", forms)
    lowered([SourceFile(name, str(tmp_path / name)) for name in ("simple.py", "deep.py")], Resources())
    assert given == [(tmp_path / "deep.py").read_bytes()]


def test_an_interrupt_ends_a_run_within_a_second_while_a_parse_hangs(tmp_path: Path) -> None:
    (tmp_path / "hangs.py").write_bytes(HANGS)
    (tmp_path / "fastlint.toml").write_text("max-pattern-nesting = 100\n")
    run = subprocess.Popen(
        [sys.executable, "-m", "fastlint", "check", ".", "--no-cache"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # a background job ignores it
    )  # fmt: skip
    while not children_of(run.pid):
        assert run.poll() is None
        time.sleep(0.05)
    time.sleep(0.5)
    children = children_of(run.pid)
    started = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=30)
    took, start_of_python = time.monotonic() - started, wall("-c", "pass")
    assert took < 1 + 20 * start_of_python, "a second, and more only where everything takes longer"
    assert run.returncode == 130
    assert "Traceback" not in errors
    assert [child for child in children if is_alive(child)] == []


def wall(*arguments: str) -> float:
    started = time.monotonic()
    subprocess.run([sys.executable, *arguments], check=True)
    return time.monotonic() - started


def children_of(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except FileNotFoundError:
        return []


def test_from_a_thread_workers_start_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where other threads run, a fork could inherit their locks: a new interpreter is started."""
    monkeypatch.setattr(workers, "_method", METHOD)
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not isinstance(forms({"a": b"x = 1\n"}, limits=DEFAULTS)["a"], Failure)
    finally:
        stop.set()
        thread.join()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded where the system can")
def test_a_large_process_leaves_its_workers_their_share() -> None:
    ballast = mmap.mmap(-1, 3 << 30)  # address space alone
    try:
        assert forms(GOOD, 2, replace(LAX, max_memory=400)) == {name: analyse(data) for name, data in GOOD.items()}
    finally:
        ballast.close()
