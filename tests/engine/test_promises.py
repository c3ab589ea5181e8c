"""What fastlint promises to whoever runs it over code that nobody has looked at."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

DEFECT = """\
import time
from fastapi import FastAPI
app = FastAPI()
@app.get("/users")
async def read_users():
    time.sleep(5)
"""
PATIENCE = 4
"""Seconds that a busy machine may need for what takes none."""
BOMB = "import pathlib\npathlib.Path(__file__).with_suffix('.executed').touch()\n"
HIJACKED = (
    "click", "typing", "__future__", "dataclasses", "libcst", "astroid", "msgspec", "pathspec", "rich", "json", "re",
    "rules", "fastlint_rules", "fastapi", "conftest", "setup", "sitecustomize", "tomllib", "sqlite3", "logging",
    "multiprocessing", "concurrent", "evil_codec",
)  # fmt: skip
WATCH = """
import sys
root = {root!r}
def watch(event, arguments):
    if event in ("import", "exec", "ctypes.dlopen", "cpython.run_file"):
        name = getattr(arguments[0], "co_filename", arguments[1] if event == "import" else arguments[0])
        if name and str(name).startswith(root):
            sys.__stderr__.write(f"RAN {{event}} {{name}}\\n")
sys.addaudithook(watch)
from fastlint.cli import main
main()
"""


def fastlint(
    *arguments: str, cwd: Path, code: str = "", options: Sequence[str] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    start = [*options, *(["-c", code] if code else ["-m", "fastlint"])]
    return subprocess.run(
        [sys.executable, *start, *arguments], cwd=cwd, env={**os.environ, **environment},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def found(result: subprocess.CompletedProcess[str]) -> set[tuple[str, str]]:
    """Name and path of each finding in a JSON report."""
    assert "Traceback" not in result.stderr
    assert result.returncode in (0, 1, 2), result.stderr
    return {(finding["name"], finding["path"]) for finding in json.loads(result.stdout)["findings"]}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    (root / "main.py").write_text(DEFECT)
    return root


# ---------------------------------------------------------------- P1, P2, P3: no file ends a run


HOSTILE = {
    "crash": b"x = " + b"(" * 100_000 + b")" * 100_000,
    "hang": b"match x:\n    case " + b"[" * 40 + b"]" * 40 + b": pass\n= 1\n",
    "slow": b"x = " + b" + ".join([b"a"] * 5_000) + b"\n",
    "blank": b"\n" * 1_000_000,
    "large": b"x = 1\n" * 400_000,
    "quoted": b"def f(x: '" + b"[" * 1_500 + b"]" * 1_500 + b"'): ...\n",
    "deep": b"".join(b" " * n + b"if x:\n" for n in range(99)) + b" " * 99 + b"pass\n",
    "latin": b"# coding: hex\n",
    "binary": bytes(range(256)) * 10,
    "empty": b"",
}


def test_a_defect_beside_hostile_files_is_reported(tree: Path) -> None:
    for name, data in HOSTILE.items():
        (tree / f"{name}.py").write_bytes(data)
    os.mkfifo(tree / "pipe.py")
    (tree / "loop.py").symlink_to("loop.py")
    started = time.monotonic()
    result = fastlint("check", ".", "--output-format", "json", cwd=tree)
    assert time.monotonic() - started < 60
    names = found(result)
    assert ("blocking-call-in-async-route", "main.py") in names
    unreadable = {path for name, path in names if name == "unreadable-file"}
    assert {"crash.py", "hang.py", "blank.py", "large.py", "latin.py", "binary.py"} <= unreadable
    skipped = {file["path"]: file["reason"] for file in json.loads(result.stdout)["files"]["skipped"]}
    assert "not a regular file" in skipped["pipe.py"]
    assert "max-file-size" in skipped["large.py"]
    assert result.returncode == 2


def test_what_no_limit_foresees_costs_one_file(tree: Path) -> None:
    """With all limits lifted, the parser is killed, and the others are analysed as if nothing had been."""
    for name in ("hang", "slow"):
        (tree / f"{name}.py").write_bytes(b"import fastapi\n" + HOSTILE[name])
    lifted = "max-pattern-nesting = 100\nmax-chain = 100000\nmax-seconds = 1\n"
    (tree / "fastlint.toml").write_text(lifted)
    result = fastlint("check", ".", "--output-format", "json", cwd=tree)
    assert ("blocking-call-in-async-route", "main.py") in found(result)
    skipped = {file["path"]: file["reason"] for file in json.loads(result.stdout)["files"]["skipped"]}
    assert skipped["hang.py"] == "takes longer than `max-seconds` allows (1 s)"


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="only Linux tells which processes another started")
def test_an_interrupt_ends_a_run_within_a_second_even_while_a_parse_hangs(tree: Path) -> None:
    (tree / "hang.py").write_bytes(b"import fastapi\n" + HOSTILE["hang"])
    (tree / "fastlint.toml").write_text("max-pattern-nesting = 100\nmax-seconds = 600\n")
    run = subprocess.Popen(
        [sys.executable, "-m", "fastlint", "check", ".", "--no-cache"], cwd=tree, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # a background job ignores it
    )  # fmt: skip
    while not children_of(run.pid):
        assert run.poll() is None
        time.sleep(0.05)
    time.sleep(0.5)
    workers, started = children_of(run.pid), time.monotonic()
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to everybody in it
    _, errors = run.communicate(timeout=60)
    assert time.monotonic() - started < 1 + PATIENCE
    assert run.returncode == 130
    assert "Traceback" not in errors
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


def children_of(parent: int) -> list[int]:
    """The processes that `parent` started."""
    try:
        return [int(number) for number in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except OSError:
        return []


# ---------------------------------------------------------------- P4: nothing of the tree runs


@pytest.fixture
def hijack(tree: Path) -> Path:
    for name in HIJACKED:
        (tree / f"{name}.py").write_text(BOMB)
        (tree / name).mkdir()
        (tree / name / "__init__.py").write_text(BOMB)
    (tree / "cookie.py").write_text("# coding: evil_codec\n")
    (tree / "pyproject.toml").write_text("[tool.fastlint]\n[tool.mypy]\nplugins = ['evil_codec']\n")
    (tree / "evil-1.0.dist-info").mkdir()
    (tree / "evil-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")
    (tree / "evil-1.0.dist-info" / "entry_points.txt").write_text("[fastlint.rules]\nevil = conftest\n")
    return tree


def executed(tree: Path) -> list[str]:
    return sorted(str(path.relative_to(tree)) for path in tree.rglob("*.executed"))


def test_no_code_of_the_tree_is_imported_or_run(hijack: Path) -> None:
    result = fastlint("check", ".", "--no-cache", cwd=hijack, code=WATCH.format(root=str(hijack)), options=["-P"])
    assert result.returncode in (0, 1, 2), result.stderr
    ran = [line for line in result.stderr.splitlines() if line.startswith("RAN")]
    assert executed(hijack) == []
    assert ran == []


@pytest.mark.parametrize("options", [[], ["-P"], ["-I"]], ids=["plain", "safe-path", "isolated"])
def test_nor_by_way_of_the_module(hijack: Path, options: list[str]) -> None:
    result = fastlint("check", ".", "--no-cache", cwd=hijack, options=options)
    assert result.returncode in (0, 1, 2), result.stderr
    assert executed(hijack) == []


def test_nor_with_the_tree_on_the_path_of_the_environment(hijack: Path) -> None:
    """As far as it is fastlint's to say: what Python imports before it starts is Python's."""
    for early in ("sitecustomize", "re", "typing", "__future__"):
        (hijack / f"{early}.py").unlink()
        (hijack / early / "__init__.py").unlink()
    result = fastlint("check", ".", "--no-cache", cwd=hijack, options=["-P"], PYTHONPATH=str(hijack))
    assert result.returncode in (0, 1, 2), result.stderr
    assert executed(hijack) == []


# ---------------------------------------------------------------- P5: only regular files


def test_links_out_of_the_tree_and_loops_are_not_followed(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.py").write_text(DEFECT)
    (tree / "out").symlink_to(tmp_path / "outside")
    (tree / "up").symlink_to("..")
    (tree / "self").symlink_to(".")
    (tree / "dangling.py").symlink_to("nowhere.py")
    names = found(fastlint("check", ".", "--output-format", "json", cwd=tree))
    assert {path for _, path in names} == {"main.py"}


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_cannot_be_read_is_reported(tree: Path) -> None:
    (tree / "locked.py").write_text(DEFECT)
    (tree / "locked.py").chmod(0)
    (tree / "closed").mkdir()
    (tree / "closed").chmod(0)
    for paths in ([], ["."], ["locked.py", "main.py"], ["closed", "main.py"]):
        names = found(fastlint("check", *paths, "--output-format", "json", cwd=tree))
        assert ("blocking-call-in-async-route", "main.py") in names
        expected = {"locked.py", "closed"} if len(paths) < 2 else {paths[0]}
        assert {path for name, path in names if name == "unreadable-file"} == expected
    assert "Traceback" not in fastlint("routes", "locked.py", cwd=tree).stderr
    (tree / "closed").chmod(0o700)


# ---------------------------------------------------------------- P8: the cache changes nothing


@pytest.fixture
def several(tree: Path) -> Path:
    for number in range(12):
        (tree / f"part{number}.py").write_text(DEFECT.replace("/users", f"/users{number}"))
    return tree


FORMAT = ("check", ".", "--output-format", "json")


def outputs_after(several: Path, cache: Path, kills: int, damages: int) -> set[str]:
    """What runs print on a cache in which others were killed and bytes were changed."""
    chance = random.Random(11)
    environment = {"FASTLINT_CACHE_DIR": str(cache)}
    for _ in range(kills):
        run = subprocess.Popen(
            [sys.executable, "-m", "fastlint", *FORMAT], cwd=several, env={**os.environ, **environment},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(chance.random() * 1.5)
        run.send_signal(signal.SIGKILL)
        run.wait()
        if chance.random() < 0.5:
            (several / "part0.py").write_text(DEFECT.replace("/users", "/users0"))
    outputs = {fastlint(*FORMAT, cwd=several, **environment).stdout}
    for _ in range(damages):
        for file in cache.iterdir():
            data = bytearray(file.read_bytes() or b"cut to nothing before")
            for _ in range(chance.randrange(1, 20)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            file.write_bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])
        outputs.add(fastlint(*FORMAT, cwd=several, **environment).stdout)
    return outputs


def test_a_run_that_is_killed_and_a_damaged_cache_change_nothing(several: Path, tmp_path: Path) -> None:
    expected = fastlint(*FORMAT, "--no-cache", cwd=several).stdout
    assert outputs_after(several, tmp_path / "cache", kills=2, damages=3) == {expected}


@pytest.mark.slow
def test_many_runs_that_are_killed_and_many_damages_change_nothing(several: Path, tmp_path: Path) -> None:
    expected = fastlint(*FORMAT, "--no-cache", cwd=several).stdout
    assert outputs_after(several, tmp_path / "cache", kills=50, damages=200) == {expected}


def test_runs_at_once_on_one_cache_agree(several: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "FASTLINT_CACHE_DIR": str(tmp_path / "cache")}
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "fastlint", *FORMAT], cwd=several, env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    outputs = {run.communicate(timeout=120)[0] for run in runs}
    assert outputs == {fastlint(*FORMAT, "--no-cache", cwd=several).stdout}


# ---------------------------------------------------------------- P9: same input, same bytes


def test_the_output_is_the_same_in_every_way_of_running(several: Path, tmp_path: Path) -> None:
    (several / "inner").mkdir()
    (several / "inner" / "more.py").write_text(DEFECT)
    cache = {"FASTLINT_CACHE_DIR": str(tmp_path / "cache")}
    expected = fastlint(*FORMAT, "--no-cache", cwd=several).stdout
    runs = {
        "cold": fastlint(*FORMAT, cwd=several, **cache),
        "warm": fastlint(*FORMAT, cwd=several, **cache),
        "warm forms": fastlint(*FORMAT, "-j", "8", cwd=several, **cache),
        "one job": fastlint(*FORMAT, "--no-cache", "-j", "1", cwd=several),
        "eight jobs": fastlint(*FORMAT, "--no-cache", "-j", "8", cwd=several),
        "hash seed 1": fastlint(*FORMAT, "--no-cache", cwd=several, PYTHONHASHSEED="1"),
        "hash seed 2": fastlint(*FORMAT, "--no-cache", cwd=several, PYTHONHASHSEED="2"),
        "order": fastlint(*FORMAT[:1], "main.py", "inner", ".", *FORMAT[2:], "--no-cache", cwd=several),
        "other order": fastlint(*FORMAT[:1], ".", "inner", "main.py", *FORMAT[2:], "--no-cache", cwd=several),
    }
    assert {name for name, run in runs.items() if run.stdout != expected and "order" not in name} == set()
    assert runs["order"].stdout == runs["other order"].stdout


def test_from_another_directory_only_the_paths_differ(several: Path) -> None:
    inside = json.loads(fastlint(*FORMAT, cwd=several).stdout)
    outside = json.loads(fastlint("check", several.name, *FORMAT[2:], cwd=several.parent).stdout)
    assert [f["path"] for f in outside["findings"]] == [f"{several.name}/{f['path']}" for f in inside["findings"]]
    assert [f["start"] for f in outside["findings"]] == [f["start"] for f in inside["findings"]]


# ---------------------------------------------------------------- P6, P10: names and counts


@pytest.mark.parametrize("form", ["text", "concise", "github", "json", "sarif", "markdown", "junit", "gitlab"])
def test_hostile_names_leave_every_format_harmless(tree: Path, form: str) -> None:
    for name in ("\x1b[31mred.py", "a\r\nb.py", "[red]x.py", "\u202eyp.py", "::error::x.py", "<b>&amp;.py"):
        (tree / name).write_text("def (:\n")
    (tree / os.fsdecode(b"\xff.py")).write_text("def (:\n")
    result = fastlint("check", ".", "--output-format", form, cwd=tree)
    assert "Traceback" not in result.stderr
    assert result.returncode in (1, 2)
    assert not {"\x1b", "\r", "\u202e"} & {*result.stdout, *result.stderr}
    if form in ("json", "sarif", "gitlab"):
        json.loads(result.stdout)


def test_what_was_not_analysed_is_counted(tree: Path) -> None:
    (tree / "broken.py").write_text("def (:\n")
    text = fastlint("check", ".", cwd=tree).stdout
    assert "1 not analysed" in text
    report = json.loads(fastlint(*FORMAT, cwd=tree).stdout)
    assert report["files"]["analysed"] == 1
    assert [file["path"] for file in report["files"]["skipped"]] == ["broken.py"]
