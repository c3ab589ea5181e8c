"""Annotations on a pull request: the workflow commands of GitHub Actions.

GitHub shows ten of a kind for each step and drops the others silently, so no more are written and the rest is
counted. Whatever comes from the scanned code stands within a command, escaped, where the runner reads no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fastlint.finding import Finding, Severity
from fastlint.outcome import Report
from fastlint.report import wording
from fastlint.report.harmless import harmless
from fastlint.report.routes_text import summary

MOST_OF_A_KIND = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(report: Report, *, color: bool = False) -> str:
    """One command for each of the gravest findings, then what was left out, and the totals."""
    return "".join(f"{line}\n" for line in [*_commands(report), *_cut(report), wording.totals(report), summary(report)])


def _commands(report: Report) -> Iterator[str]:
    written: Counter[Severity] = Counter()
    for kind in Severity:
        for finding in report.findings:
            if wording.severity(finding) is kind and written[kind] < MOST_OF_A_KIND:
                written[kind] += 1
                yield _command(finding)


def _cut(report: Report) -> Iterator[str]:
    counts = wording.by_severity(report)
    cut = [wording.counted(count - MOST_OF_A_KIND, kind) for kind, count in counts.items() if count > MOST_OF_A_KIND]
    if cut:
        yield f"not annotated: {', '.join(cut)}; GitHub shows at most {MOST_OF_A_KIND} of a kind for each step"


def _command(finding: Finding) -> str:
    span = finding.span
    place = {"file": span.path, "line": str(span.start_line), "endLine": str(span.end_line)}
    if span.start_line == span.end_line:  # the runner takes no columns of a region of several lines
        place |= {"col": str(span.start_column), "endColumn": str(span.end_column)}
    place["title"] = f"{wording.name(finding)} {wording.code(finding)}"
    properties = ",".join(f"{key}={_visible(value).translate(_PROPERTY)}" for key, value in place.items())
    data = _visible(wording.message(finding)).translate(_DATA)
    return f"::{_COMMANDS[wording.severity(finding)]} {properties}::{data}"


def _visible(text: str) -> str:
    """`text` without what a terminal obeys; line ends stay, since a command carries them escaped."""
    return "".join(part if part in "\r\n" else harmless(part) for part in _split(text))


def _split(text: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True) or [""]:
        body = line.rstrip("\r\n")
        yield body
        yield from line[len(body) :]
