"""Words and numbers that several formats share."""

from __future__ import annotations

import re
from collections import Counter

from fastlint.finding import Finding, Severity
from fastlint.run import Report

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


def handler(finding: Finding) -> str:
    """The name of the function that serves the finding's route, "" when it has none or it is not known."""
    endpoint = finding.route.endpoint.rpartition(":")[2] if finding.route else ""
    return "" if endpoint == "?" else endpoint


def counted(number: int, word: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
