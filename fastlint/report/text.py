"""Findings for people at a terminal: what is wrong, the code with the evidence marked in it, what to do."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from fastlint.finding import Finding
from fastlint.outcome import Report
from fastlint.report import wording
from fastlint.report.harmless import harmless
from fastlint.report.routes_text import summary
from fastlint.report.snippet import Mark, Row, snippet
from fastlint.source.lines import Lines
from fastlint.source.span import Span

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan", "step": "cyan", "gutter": "blue"}
_STRONG = "bold"
_CREDENTIALS = {259, 321, 798}
"""The weaknesses of credentials in source code, whose findings must not spread them."""


def render(report: Report, *, color: bool = False) -> str:
    """All findings with their code, and the totals."""
    rows = list(_rows(report))
    return _colored(rows) if color else "".join("".join(text for text, _ in row).rstrip() + "\n" for row in rows)


def _rows(report: Report) -> Iterator[Row]:
    lines = report.lines
    for finding in report.findings:
        yield from _finding(finding, lines)
        yield []
    yield from _totals(report)


def _finding(finding: Finding, lines: Lines) -> Iterator[Row]:
    severity = wording.severity(finding).value
    what, rest = wording.sentences(finding.message)
    heading = f"{wording.name(finding)} {wording.code(finding)} "
    yield [(heading, _STRONG), (severity, severity), (f": {harmless(what)}", _STRONG)]
    marks = _marks(finding, severity)
    gutter = len(str(max(mark.span.start_line for mark in marks)))
    margin = " " * gutter
    for index, (path, here) in enumerate(_by_file(marks).items()):
        place = str(finding.span) if not index else str(here[0].span)
        arrow = f"{margin}{'-->' if not index else ':::'} "
        yield [(arrow, "gutter"), (harmless(place), ""), (_route(finding) if not index else "", "")]
        if any(lines.line(path, mark.span.start_line) for mark in here):
            yield [(f"{margin} |", "gutter")]
            yield from snippet(here, lines, gutter)
    yield [(f"{margin} |", "gutter")]
    for word, text in _facts(finding, rest):
        yield [(f"{margin} = ", "gutter"), (f"{word}: ", _STRONG), (harmless(text), "")]


def _route(finding: Finding) -> str:
    if finding.route is None:
        return ""
    handler = wording.handler(finding)
    return harmless(f"   {finding.route}" + (f" ({handler})" if handler else ""))


def _marks(finding: Finding, severity: str) -> list[Mark]:
    """The finding's own region first, then the steps that lead to it, numbered when there are several."""
    steps = [(step.span, step.message) for step in finding.trace]
    numbered = [
        (span, f"{number}. {message}" if len(steps) > 1 else message) for number, (span, message) in enumerate(steps, 1)
    ]
    own = "; ".join(label for span, label in numbered if span == finding.span)
    is_secret = finding.rule is not None and not _CREDENTIALS.isdisjoint(finding.rule.cwe)
    marks = [Mark(finding.span, own, "^", severity, is_secret)]
    return marks + [Mark(span, label, "-", "step") for span, label in numbered if span != finding.span]


def _by_file(marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    """The finding's file first, the others in the order in which the trace reaches them."""
    files: dict[str, list[Mark]] = {}
    for mark in marks:
        files.setdefault(mark.span.path, []).append(mark)
    return {path: sorted(marks, key=lambda mark: _place(mark.span)) for path, marks in files.items()}


def _place(span: Span) -> tuple[int, int]:
    return span.start_line, span.start_column


def _facts(finding: Finding, rest: str) -> Iterator[tuple[str, str]]:
    yield "confidence", finding.confidence.value
    if finding.rule is not None:
        yield "why", f"{finding.rule.title} (fastlint explain {finding.rule.name})"
    if rest:
        yield "help", rest


def _totals(report: Report) -> Iterator[Row]:
    yield [(wording.totals(report), _STRONG)]
    yield [(summary(report), _STRONG)]


def _colored(rows: Iterable[Row]) -> str:
    """With the escapes of rich. The texts are harmless already and are never read as markup."""
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=io.StringIO(),
        color_system="standard",
        force_terminal=True,
        no_color=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    with console.capture() as capture:
        for row in rows:
            line = Text.assemble(*((text, _STYLES.get(style, style)) for text, style in row))
            console.print(line, soft_wrap=True)
    return capture.get()
