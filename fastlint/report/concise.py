"""One line for each finding, for editors and for grep."""

from __future__ import annotations

from fastlint.finding import Finding
from fastlint.report import wording
from fastlint.report.harmless import harmless
from fastlint.run import Report


def render(report: Report, *, color: bool = False) -> str:
    """`path:line:column: severity code name: message`."""
    return "".join(f"{harmless(_line(finding))}\n" for finding in report.findings)


def _line(finding: Finding) -> str:
    route = f" [{finding.route}]" if finding.route else ""
    rule = f"{wording.severity(finding)} {wording.code(finding)} {wording.name(finding)}"
    return f"{finding.span}: {rule}: {finding.message}{route}"
