"""Keeps what a project says of its findings up to date: the baseline, and the ignore comments in the code."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from fastlint import baseline as baselines
from fastlint.baseline import Baseline, Entry
from fastlint.config import Config
from fastlint.engine_rules import (
    CRASHED_RULE,
    IGNORE_WITHOUT_REASON,
    MALFORMED_IGNORE,
    UNKNOWN_RULE_IN_IGNORE,
    UNREADABLE_FILE,
    UNUSED_IGNORE,
)
from fastlint.finding import Finding
from fastlint.model import Module
from fastlint.outcome import Report
from fastlint.problem import Problem
from fastlint.source.failure import Failure
from fastlint.source.ignores import read_ignores
from fastlint.source.ignoring import Unwritable, with_ignores
from fastlint.source.lines import NEWLINE
from fastlint.source.read import decode, encode, load
from fastlint.source.rewrite import replace_file

_NEVER_IGNORED = (
    UNREADABLE_FILE,
    CRASHED_RULE,
    UNUSED_IGNORE,
    UNKNOWN_RULE_IN_IGNORE,
    MALFORMED_IGNORE,
    IGNORE_WITHOUT_REASON,
)

Look = Callable[[Sequence[str], Config], Report]
"""How paths are judged: `check`, with packs and resources settled."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a baseline; its file was written. `kept` entries include the `expired` ones."""

    baseline: Baseline
    added: int = 0
    removed: int = 0
    kept: int = 0
    expired: int = 0


def baseline_of(config: Config) -> str:
    """The file that the configuration names, else the one of the usual name beside it."""
    return config.baseline_file or os.path.join(config.directory, baselines.DEFAULT_NAME)


def create_baseline(
    look: Look, paths: Sequence[str], config: Config, *, note: str = "", expires: date | None = None
) -> Change:
    """Write down all that is found in `paths`; raises `Problem` when the file exists."""
    file = baseline_of(config)
    if os.path.lexists(file):
        raise Problem(f"{file}: is there already. `fastlint baseline update` adds what is new; or remove it first")
    report = _reliable(look(paths, msgspec.structs.replace(config, baseline="")))
    made = baselines.made_over(file, paths)
    made = replace(made, entries=tuple(_entries(report, made, note, expires)))
    made.write()
    return Change(made, added=len(made.entries))


def update_baseline(
    look: Look, paths: Sequence[str], config: Config, *, note: str = "", expires: date | None = None
) -> Change:
    """Add what is found beyond the baseline and remove what is found no more. Notes and dates stay; what has expired
    stays too, since somebody has to decide about it. Without `paths`, those that it was made over are looked at.
    """
    old, report = _compared(look, paths, config)
    gone = {entry.fingerprint for entry in report.obsolete}
    kept = [entry for entry in old.entries if entry.fingerprint not in gone]
    known = {entry.fingerprint for entry in kept}
    added = [entry for entry in _entries(report, old, note, expires) if entry.fingerprint not in known]
    new = replace(old, entries=(*kept, *added))
    new.write()
    return Change(new, len(added), len(gone), len(kept), len(report.expired))


def prune_baseline(look: Look, paths: Sequence[str], config: Config) -> Change:
    """Remove what is found no more, and nothing else."""
    old, report = _compared(look, paths, config)
    gone = {entry.fingerprint for entry in report.obsolete}
    new = replace(old, entries=tuple(entry for entry in old.entries if entry.fingerprint not in gone))
    if gone:
        new.write()
    return Change(new, 0, len(gone), len(new.entries), len(report.expired))


def _compared(look: Look, paths: Sequence[str], config: Config) -> tuple[Baseline, Report]:
    """The baseline, and what a run under it says."""
    old = baselines.read(baseline_of(config))
    paths = paths or [path for path in map(old.absolute, old.paths) if os.path.lexists(path)]
    if not paths:
        raise Problem(f"{old.file}: none of the paths that it was made over is there: {', '.join(old.paths)}")
    return old, _reliable(look(paths, msgspec.structs.replace(config, baseline=old.file)))


def _reliable(report: Report) -> Report:
    """A report that may be written down: where a rule failed, nobody knows what it would have found."""
    for finding in report.findings:
        if finding.rule is CRASHED_RULE:
            raise Problem(f"{finding.span}: {finding.message}. The baseline was left as it is")
    return report


def _entries(report: Report, baseline: Baseline, note: str, expires: date | None) -> list[Entry]:
    """The entries for all findings of a run except those about the baseline itself."""
    modules = report.project.modules.values() if report.project else ()
    own = os.path.relpath(baseline.file, report.root).replace(os.sep, "/")
    found = [one for one in report.findings if not (one.rule is UNUSED_IGNORE and one.span.path == own)]
    return baselines.entries(found, modules, report.root, baseline.file, note, expires)


# ---------------------------------------------------------------- ignore comments


@dataclass(frozen=True, slots=True)
class Ignored:
    """What became of the findings that were to be ignored: those in `files` are, the others are in `left` with why."""

    files: dict[str, int]
    left: list[tuple[Finding, str]]


def add_ignores(report: Report, reason: str = "") -> Ignored:
    """Write an ignore comment for every finding of `report` that one can silence."""
    files: dict[str, list[Finding]] = {}
    left: list[tuple[Finding, str]] = []
    for finding in report.findings:
        if finding.rule in _NEVER_IGNORED:
            left.append((finding, "it cannot be ignored by a comment"))
        else:
            files.setdefault(finding.span.path, []).append(finding)
    written: dict[str, int] = {}
    modules = {module.path: module for module in report.project.modules.values()} if report.project else {}
    for path, findings in files.items():
        try:
            _write_ignores(os.path.join(report.root, path), modules.get(path), findings, reason)
            written[path] = len(findings)
        except Unwritable as error:
            left += [(finding, str(error)) for finding in findings]
    return Ignored(written, left)


def _write_ignores(file: str, module: Module | None, findings: Sequence[Finding], reason: str) -> None:
    data = load(file)
    source = data if isinstance(data, Failure) else decode(data)
    if module is None or isinstance(source, Failure) or isinstance(data, Failure):
        raise Unwritable("its file is no Python file that was analysed")
    if len(module.ir.lines) != len(NEWLINE.split(source.text)) or module.ir.ignores != read_ignores(source.text):
        raise Unwritable("its file was changed meanwhile")
    wanted: dict[int, set[str]] = {}
    for finding in findings:
        wanted.setdefault(finding.span.start_line, set()).add(finding.rule.name if finding.rule else "")
    try:
        if encode(source) != data:
            raise Unwritable(f"its file cannot be written back as {source.encoding} without a change")
        replace_file(file, encode(replace(source, text=with_ignores(source.text, wanted, reason))))
    except UnicodeEncodeError as error:
        raise Unwritable(f"the reason cannot be written in the file's encoding, {source.encoding}") from error
    except OSError as error:
        raise Unwritable(f"its file cannot be written: {error.strerror}") from error
