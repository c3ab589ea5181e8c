"""fastlint on a corpus of hostile inputs: `python -m tests.torture DIR [--alone] [--together] [--only KIND]`.

The corpus is a directory with a `manifest.json`: an array of objects with the `name` of a path in it, its `kind`
(GROUP/CASE), the outcomes to `accept` and `limit_s`, how long fastlint may take. `canary/bad.py` has a defect that each
run over other files must still report. A case passes with an outcome that it accepts, an exit code that fits it, every
format well formed and fit for a terminal, no file changed, and no file EXECUTED-* left by code of the corpus.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from fastlint.report import REPORTERS
from fastlint.report.findings_json import text

CANARY, DEFECT = "canary/bad.py", "blocking-call-in-async-route"
TOGETHER = 300
"""Seconds for a run over the whole corpus."""
LONGEST_PATH = 4000
"""Of a directory that a process can still be started in."""
REASONS = {
    "syntax-error": r"is not valid Python|begins with two|contains a NUL",
    "decode-error": r"encoding|is not valid|cannot be decoded",
    "too-complex": r"than `max-|nested too deeply|more than the parser can take",
    "io-error": r"cannot be read|is a |not a regular file",
    "skipped": r"is a |is a link",
}
ANALYSED = {"clean", "findings"}
ANY = {*ANALYSED, "syntax-error", "decode-error"}
TROUBLE = {"too-complex", "io-error", "config-error"}
MISLEADING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass
class Run:
    """What one run left: its exit code, errors, seconds, each format by name, and the JSON report if there is one."""

    code: int
    errors: str
    seconds: float
    formats: dict[str, str]

    def complaints(self) -> Iterator[str]:
        """What no run may do, whatever it is run on."""
        if self.code not in (0, 1, 2):
            yield f"exit code {self.code}"
        if not self.formats and self.code != 2:
            yield f"no report: {self.errors[-300:]}"
        if "Traceback" in self.errors or "internal error" in self.errors:
            yield self.errors[-300:]
        for name, told in [*self.formats.items(), ("stderr", self.errors)]:
            if found := MISLEADING.search(told):
                yield f"{name} holds {found[0]!r}"
        try:
            for name in {"json", "sarif", "gitlab"} & self.formats.keys():
                json.loads(self.formats[name])
            ElementTree.fromstring(self.formats.get("junit", "<none/>"))
        except (ValueError, ElementTree.ParseError) as error:
            yield f"malformed report: {error}"
        if any(finding["name"] == "crashed-rule" for finding in self.report.get("findings", ())):
            yield "a rule crashed: " + "; ".join(f["message"] for f in self.report["findings"] if f["code"] == "FL002")

    @cached_property
    def report(self) -> dict:
        """The JSON report, empty when there is none."""
        return json.loads(self.formats["json"]) if "json" in self.formats else {}

    def has_canary(self) -> bool:
        """Whether the defect beside the hostile files was found."""
        found = self.report.get("findings", ())
        return any(finding["name"] == DEFECT and finding["path"].endswith(CANARY) for finding in found)

    def outcomes(self, name: str | None) -> set[str]:
        """What became of the path `name`, or of everything but the canary: every word that fits."""
        if not self.report:
            return {"config-error"} if self.code == 2 and self.errors.startswith(("fastlint: ", "Usage: ")) else set()
        about = lambda path: not path.endswith(CANARY) if name is None else f"{path}/".startswith(f"{text(name)}/")  # noqa: E731
        reasons = [file["reason"] for file in self.report["files"]["skipped"] if about(file["path"])]
        if reasons:
            return {next((w for w, p in REASONS.items() if re.search(p, reason)), reason) for reason in reasons} | {
                word for word in ("skipped", "io-error") if all(re.search(REASONS[word], reason) for reason in reasons)
            }
        findings = [f for f in self.report["findings"] if about(f["path"]) and f["name"] != "unreadable-file"]
        return {"findings"} if findings else {"clean", "skipped"}


def run(arguments: list[str], cwd: Path, limit: float) -> Run:
    """One run of the command in a new interpreter, all formats at once."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        options = [part for name in REPORTERS for part in ("--output-format", f"{name}:{folder}/{name}")]
        command = [sys.executable, "-P", "-m", "fastlint", "check", "--no-cache", *options, "--", *arguments]
        try:
            done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=limit)
        except subprocess.TimeoutExpired:
            return Run(124, f"longer than {limit} s", limit, {})
        seconds = time.monotonic() - started
        formats = {file.name: file.read_bytes().decode("utf-8", "surrogatepass") for file in Path(folder).iterdir()}
    return Run(done.returncode, done.stderr.decode("utf-8", "surrogateescape"), seconds, formats)


def verdict(case: dict, ran: Run, name: str | None) -> Iterator[str]:
    """What is wrong with the run for this case."""
    accepted = set(case["accept"])
    accepted |= ANY if accepted & {"any"} else {*ANY, *TROUBLE} if accepted & {"inert", "escaped"} else set()
    outcomes = ran.outcomes(name)
    if not outcomes & accepted:
        yield f"{sorted(outcomes)} instead of {case['accept']}"
    if name is None and ran.code == 2 and not outcomes & TROUBLE:
        yield f"exit code 2 for {sorted(outcomes)}"
    if name is None and ran.code != 2 and outcomes and outcomes <= TROUBLE and "skipped" not in outcomes:
        yield f"exit code {ran.code} for {sorted(outcomes)}"


def alone(root: Path, case: dict) -> Iterator[str]:
    """The case and the canary; a directory by itself, from within, since its configuration is the point."""
    path, name = root / case["name"], None
    if path.is_symlink() and path.is_dir():
        name = case["name"]  # it leads to its own group, from which it is to be found again
        ran = run([case["kind"].split("/")[0]], root, case["limit_s"])
    elif path.is_dir():
        is_near = os.access(path, os.X_OK) and len(str(path)) < LONGEST_PATH
        ran = run(["."], path, case["limit_s"]) if is_near else run([case["name"]], root, case["limit_s"])
    else:
        cwd = root / "hijack" / "repo" if case["kind"].startswith("hijack/") else root
        ran = run([os.path.relpath(path, cwd), os.path.relpath(root / CANARY, cwd)], cwd, case["limit_s"])
        name = case["name"] if case["name"] == CANARY else None
        if name is None and not ran.has_canary():
            yield f"the canary is silent: {ran.errors[-200:]}"
    yield from ran.complaints()
    yield from verdict(case, ran, name)


def together(root: Path, cases: list[dict]) -> Iterator[str]:
    """All cases in one run, but those whose configuration is the point."""
    ran = run(["."], root, TOGETHER)
    if not ran.has_canary():
        yield "the canary is silent"
    yield from ran.complaints()
    for case in cases:
        if not case["kind"].startswith("config/"):
            yield from (f"{case['name']!r}: {wrong}" for wrong in verdict(case, ran, case["name"]))


def digest(root: Path) -> str:
    """A hash of all regular files, to see that none was changed."""
    total = sha256()
    for folder, _, files in sorted(os.walk(os.fsencode(root))):
        for name in sorted(files):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and os.access(path, os.R_OK):
                total.update(path + sha256(Path(os.fsdecode(path)).read_bytes()).digest())
    return total.hexdigest()


def main() -> int:
    """Run what is asked for, tell of each failure, and give the number of them as the exit code (at most 100)."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--alone", action="store_true", help="each case in a run of its own, beside the canary")
    parser.add_argument("--together", action="store_true", help="all cases in one run")
    parser.add_argument("--only", default="", help="the beginning of the kinds to run")
    told = parser.parse_args()
    root = told.corpus.resolve()
    cases = [case for case in json.loads((root / "manifest.json").read_bytes()) if "accept" in case]
    cases = [case for case in cases if case["kind"].startswith(told.only) and case.get("made", True)]
    cases = [case for case in cases if os.geteuid() or not case.get("needs_unprivileged")]
    before, failures = digest(root), 0
    for failure in _failures(root, cases, told):
        failures += 1
        print(failure.encode("ascii", "backslashreplace").decode(), flush=True)  # noqa: T201
    if digest(root) != before:
        failures += 1
        print("a file of the corpus was changed")  # noqa: T201
    print(f"{len(cases)} cases, {failures} failures")  # noqa: T201
    return min(failures, 100)


def _failures(root: Path, cases: list[dict], told: argparse.Namespace) -> Iterator[str]:
    if told.together or not told.alone:
        yield from (f"together: {failure}" for failure in together(root, cases))
    for case in cases if told.alone or not told.together else ():
        yield from (f"alone: {case['name']!r}: {failure}" for failure in alone(root, case))
    names = (name for _, _, files in os.walk(root) for name in files)
    yield from (f"executed: {name}" for name in names if name.startswith("EXECUTED-"))


if __name__ == "__main__":
    sys.exit(main())
