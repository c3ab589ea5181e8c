"""Words and numbers that several formats share."""

from __future__ import annotations

import re
from collections import Counter

from fastlint.engine_rules import UNREADABLE_FILE
from fastlint.finding import Finding, Severity
from fastlint.outcome import Report, Skipped

# Up to a full stop that ends a sentence: not one within code, nor one within a name or a number.
_SENTENCE = re.compile(r"(?:`[^`]*`|[^`.!?]|[.!?](?!\s|\Z))+[.!?]?")


def sentences(message: str) -> tuple[str, str]:
    """The first sentence of a message, which stands alone, and the rest."""
    match = _SENTENCE.match(message)
    end = match.end() if match else len(message)
    return message[:end], message[end:].strip()


def code(finding: Finding) -> str:
    """The code of the finding's rule."""
    return finding.rule.code if finding.rule else ""


def name(finding: Finding) -> str:
    """The name of the finding's rule."""
    return finding.rule.name if finding.rule else ""


def severity(finding: Finding) -> Severity:
    """The severity that counts for the finding."""
    return finding.severity or (finding.rule.severity if finding.rule else Severity.NOTE)


def by_severity(report: Report) -> dict[str, int]:
    """How many findings there are of each severity, gravest first."""
    counts = Counter(map(severity, report.findings))
    return {kind.value: counts[kind] for kind in Severity}


def message(finding: Finding) -> str:
    """The whole message on one line, with the route that the finding speaks of when it does not name it itself."""
    route = str(finding.route) if finding.route else ""
    return finding.message if route in finding.message else f"{finding.message} [{route}]"


def totals(report: Report) -> str:
    """How many findings of each severity there are, in how many files, and how many files were not analysed."""
    counts = [counted(count, kind) for kind, count in by_severity(report).items() if count]
    found = f"{counted(len(report.findings), 'finding')}: {', '.join(counts)}" if counts else "no findings"
    lost = f", {len(report.skipped)} not analysed" if report.skipped else ""
    known = f"; {report.baselined} more in the baseline" if report.baselined else ""
    older = f"; {report.older} more at the base revision" if report.older else ""
    apart = f", {report.unconnected:,} apart from any application" if report.unconnected else ""
    return f"{found} in {counted(report.analysed, 'file')}{apart}{lost}{known}{older}"


def unreported(report: Report) -> list[Skipped]:
    """The files that were not analysed and that no finding tells of, for formats that list nothing but findings."""
    told = {finding.span.path for finding in report.findings if finding.rule is UNREADABLE_FILE}
    return [file for file in report.skipped if file.path not in told]


def handler(finding: Finding) -> str:
    """The name of the function that serves the finding's route, "" when it has none or it is not known."""
    endpoint = finding.route.endpoint.rpartition(":")[2] if finding.route else ""
    return "" if endpoint == "?" else endpoint


def counted(number: int, word: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
