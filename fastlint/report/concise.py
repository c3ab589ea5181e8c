"""One line for each finding, for editors and for grep."""

from __future__ import annotations

from fastlint.finding import Finding
from fastlint.outcome import Report
from fastlint.report import wording
from fastlint.report.harmless import harmless


def render(report: Report, *, color: bool = False) -> str:
    """`path:line:column: severity code name: message`; a last line when files were not analysed."""
    lost = [f"{wording.counted(len(report.skipped), 'file')} not analysed"] if report.skipped else []
    return "".join(f"{harmless(line)}\n" for line in [*map(_line, report.findings), *lost])


def _line(finding: Finding) -> str:
    place = str(finding.span)
    if place.lstrip().startswith("::"):  # at the start of a line, a runner of GitHub would read a command
        place = f"./{place}"
    rule = f"{wording.severity(finding)} {wording.code(finding)} {wording.name(finding)}"
    return f"{place}: {rule}: {wording.message(finding)}"
