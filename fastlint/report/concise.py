"""One line for each finding, for editors and for grep."""

from __future__ import annotations

from fastlint.finding import Finding
from fastlint.report import wording
from fastlint.report.harmless import harmless
from fastlint.run import Report


def render(report: Report, *, color: bool = False) -> str:
    """`path:line:column: severity code name: message`; a last line when files were not analysed."""
    lost = [f"{wording.counted(len(report.skipped), 'file')} not analysed"] if report.skipped else []
    return "".join(f"{harmless(line)}\n" for line in [*map(_line, report.findings), *lost])


def _line(finding: Finding) -> str:
    rule = f"{wording.severity(finding)} {wording.code(finding)} {wording.name(finding)}"
    return f"{finding.span}: {rule}: {wording.message(finding)}"
