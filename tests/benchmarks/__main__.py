"""How fast fastlint is on a directory, as ratios that hold on any machine: `python -m tests.benchmarks DIR`.

The measure is F, the processor time of a process that only parses every file with libcst. Beside it stand the start
of Python (`python -c pass`) and whatever of ruff, bandit, pylint, fixit and semgrep is installed. The table is written
in Markdown, for the README.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from fastlint.source.discover import discover
from tests.benchmarks.measuring import Command, Measured, exponent, measure

PARSE = """
import sys, libcst
for path in open(sys.argv[1], encoding="utf-8", errors="surrogateescape").read().splitlines():
    try:
        libcst.parse_module(open(path, "rb").read())
    except Exception:
        pass
"""
WORK = "kept = {}\nfor number in range(1_500_000):\n    kept[number % 5000] = str(number)"
AT_ONCE = """
import subprocess, sys
both = [subprocess.Popen([sys.executable, "-c", sys.argv[1]]) for _ in range(2)]
for one in both:
    one.wait()
"""
PEERS = {
    "ruff": ("check", "--no-cache", "--isolated", "--select", "FAST,S,ASYNC"),
    "bandit": ("-q", "-r"),
    "pylint": ("--recursive=y",),
    "fixit": ("lint",),
    "semgrep": ("scan", "--config", "p/python", "--metrics=off"),
}
EDITS = {"edited": "\n\ndef added_by_the_benchmark():\n    return {number}\n", "commented": "\n# edition {number}\n"}
"""What is written below a file: more code, or a comment."""
PARTS = (8, 4, 2, 1)
OLD = 1_700_000_000


class Bench:
    """Copies of the directory to measure on, those in `others` to be edited, and places for caches."""

    def __init__(self, source: str, work: str) -> None:
        self.tree, self.others = (
            os.path.join(work, "tree"),
            {name: os.path.join(work, f"{name}-tree") for name in EDITS},
        )
        files = [file for file in discover([source], source).files if os.path.isfile(file.path)]
        for file in files:
            for tree in (self.tree, *self.others.values()):
                self._copy(file.path, os.path.join(tree, file.name))
        self.files = [os.path.join(self.tree, file.name) for file in files]
        self.lines = sum(Path(path).read_bytes().count(b"\n") for path in self.files)
        self.work = work
        self.edits = 0
        edited = max(self.files, key=lambda path: ("/test" not in path, os.path.getsize(path) < 20_000, path))
        self.edited = os.path.relpath(edited, self.tree)

    def commands(self) -> Iterator[tuple[str, Command]]:
        """What is measured, by name."""
        listed = self._list("all", self.files)
        yield "python", Command([sys.executable, "-c", "pass"])
        yield "parse", Command([sys.executable, "-c", PARSE, listed])
        yield "cold", self._check("cold", before=lambda: self._forget("cold"))
        yield "cold -j1", self._check("one", "-j", "1", before=lambda: self._forget("one"))
        yield "cold -j2", self._check("two", "-j", "2", before=lambda: self._forget("two"))
        yield "work", Command([sys.executable, "-c", WORK])
        yield "work at once", Command([sys.executable, "-c", AT_ONCE, WORK])
        yield "warm", self._check("warm")
        for name, tree in self.others.items():
            yield name, self._check(name, tree=tree, before=partial(self._edit, name))
        yield "--version", Command([sys.executable, "-m", "fastlint", "--version"])
        yield "--help", Command([sys.executable, "-m", "fastlint", "--help"])
        for name, arguments in PEERS.items():
            if (found := shutil.which(name)) is not None:
                yield name, Command([found, *arguments, self.tree])

    def prepare(self) -> None:
        """Fill the caches that are to be warm; a record needs files that are older than a moment."""
        kept = {name: command.arguments for name, command in self.commands() if name in ("warm", *EDITS)}
        measure({name: Command(arguments) for name, arguments in kept.items()}, 1)

    def growth(self, rounds: int) -> float:
        """How the time of a cold run grows over parts of the directory."""
        commands, sizes = {}, []
        for part in PARTS:
            folder = os.path.join(self.work, f"part{part}")
            chosen = self.files[::part]
            for path in chosen:
                self._copy(path, os.path.join(folder, os.path.relpath(path, self.tree)))
            sizes.append(sum(os.path.getsize(path) for path in chosen))
            commands[str(part)] = self._check("growth", tree=folder, before=lambda: self._forget("growth"))
        measured = measure(commands, rounds)
        return exponent(sizes, [measured[str(part)].seconds for part in PARTS])

    def _check(self, cache: str, *more: str, tree: str = "", before: object = bool) -> Command:
        arguments = [sys.executable, "-m", "fastlint", "check", tree or self.tree, "--output-format", "json", *more]
        return Command([*arguments, "--cache-dir", os.path.join(self.work, cache)], before)

    def _forget(self, cache: str) -> None:
        shutil.rmtree(os.path.join(self.work, cache), ignore_errors=True)

    def _edit(self, name: str) -> None:
        self.edits += 1
        with open(os.path.join(self.others[name], self.edited), "a", encoding="utf-8") as stream:
            stream.write(EDITS[name].format(number=self.edits))

    def _list(self, name: str, files: list[str]) -> str:
        path = os.path.join(self.work, f"{name}.txt")
        Path(path).write_text("\n".join(files), encoding="utf-8", errors="surrogateescape")
        return path

    @staticmethod
    def _copy(source: str, target: str) -> None:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copyfile(source, target)
        os.utime(target, (OLD, OLD))  # a file that may still be written to is read again


def table(bench: Bench, measured: dict[str, Measured], growth: float) -> str:
    """The figures as a Markdown table."""
    parse, python, cold = measured["parse"], measured["python"], measured["cold"]
    kloc = bench.lines / 1000
    two, least = measured["cold -j2"].wall / measured["cold -j1"].wall, measured["work at once"].wall
    least /= 2 * measured["work"].wall
    rows = [
        (
            "cold run",
            f"{cold.seconds / parse.seconds:.2f} of the time that parsing alone takes ({parse.seconds:.1f} s)",
        ),
        ("two processes", f"{two:.2f} of the wall time of one; {least:.2f} where two have nothing in common"),
        ("nothing changed", f"{measured['warm'].seconds / python.seconds:.1f} starts of Python"),
        ("a function added", f"{measured['edited'].seconds / cold.seconds:.2f} of the cold run"),
        ("a comment added", f"{measured['commented'].seconds / cold.seconds:.2f} of the cold run"),
        ("`--version`", f"{measured['--version'].seconds / python.seconds:.1f} starts of Python"),
        ("`--help`", f"{measured['--help'].seconds / python.seconds:.1f} starts of Python"),
        ("memory", f"{cold.megabytes:.0f} MB, of which parsing alone needs {parse.megabytes:.0f} MB"),
        ("growth", f"time ~ size ^ {growth:.2f}"),
    ]
    for name, peer in measured.items():
        if name in PEERS:
            ratios = cold.seconds / peer.seconds, measured["warm"].seconds / peer.seconds
            rows.append((name, "a cold run takes {:.2f}, an unchanged one {:.2f} of its time".format(*ratios)))
    heading = f"| {len(bench.files):,} files, {kloc:.0f} kLOC | |\n|---|---|\n"
    return heading + "".join(f"| {name} | {figure} |\n" for name, figure in rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("directory")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is run; the median counts")
    parser.add_argument("--no-peers", action="store_true", help="measure fastlint alone")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fastlint-bench-") as work:
        for package in ("fastlint", "rules"):
            compileall.compile_dir(package, quiet=1)  # what is measured is fastlint, and not the compiler of Python
        bench = Bench(given.directory, work)
        bench.prepare()
        commands = {name: c for name, c in bench.commands() if not (given.no_peers and name in PEERS)}
        measured = measure(commands, given.rounds)
        print(table(bench, measured, bench.growth(max(given.rounds // 2, 1))))  # noqa: T201


if __name__ == "__main__":
    main()
