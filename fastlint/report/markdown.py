"""Findings for comments, job summaries and documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fastlint.finding import Finding
from fastlint.outcome import Report
from fastlint.report import wording
from fastlint.report.harmless import harmless
from fastlint.report.routes_text import summary
from fastlint.report.sarif_rules import shortened

MOST_ROWS = 200
_LONGEST = 600
"""Together they stay far below the megabyte that GitHub takes as the summary of a step."""

_CODE = re.compile(r"(`[^`]+`)")
# What could be read as markup or made a link of, written as references to characters. The empty comment keeps a name
# from being notified.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&@]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def render(report: Report, *, color: bool = False) -> str:
    """Totals, one table of the findings about security and one of the others, and what was not analysed."""
    security = [finding for finding in report.findings if finding.rule is not None and finding.rule.is_security]
    others = [finding for finding in report.findings if finding not in security]
    parts = ["## fastlint", wording.totals(report), summary(report)]
    for title, findings in (("Security", security), ("Other findings", others)):
        parts += _section(title, findings) if findings else ()
    if report.skipped:
        rows = [
            f"| {_code(file.path)} | {_escaped(shortened(file.reason, _LONGEST))} |"
            for file in report.skipped[:MOST_ROWS]
        ]
        parts += ["### Not analysed", "\n".join(["| file | why |", "|---|---|", *rows])]
        parts += _more(len(report.skipped))
    return "\n\n".join(parts) + "\n"


def _section(title: str, findings: Sequence[Finding]) -> Iterator[str]:
    yield f"### {title}"
    head = ["| severity | rule | place | what |", "|---|---|---|---|"]
    yield "\n".join([*head, *map(_row, findings[:MOST_ROWS])])
    yield from _more(len(findings))


def _more(count: int) -> list[str]:
    return [f"{count - MOST_ROWS} more are not shown."] if count > MOST_ROWS else []


def _row(finding: Finding) -> str:
    rule = f"{_escaped(wording.name(finding))} {_escaped(wording.code(finding))}"
    return f"| {wording.severity(finding)} | {rule} | {_code(str(finding.span))} | {_message(finding)} |"


def _message(finding: Finding) -> str:
    """The message, its parts in backticks as code."""
    parts = _CODE.split(shortened(wording.message(finding), _LONGEST))
    return "".join(_code(part[1:-1]) if index % 2 else _escaped(part) for index, part in enumerate(parts))


def _code(text: str) -> str:
    """`text` as code, in the readable way where nothing in it ends the code or the cell of the table."""
    shown = harmless(shortened(text, _LONGEST))
    is_plain = shown.strip() == shown and not {"`", "|"} & set(shown)
    return f"`{shown}`" if shown and is_plain else f"<code>{_escaped(shown)}</code>"


def _escaped(text: str) -> str:
    return _MARKUP.sub(_reference, harmless(text))


def _reference(match: re.Match[str]) -> str:
    return "@<!-- -->" if match[0] == "@" else f"&#{ord(match[0])};"
