"""Numbers beside the findings: how many of each rule there are, and what the run is based on."""

from __future__ import annotations

from collections import Counter

from fastlint.outcome import Report
from fastlint.report import wording
from fastlint.report.harmless import harmless


def render(report: Report) -> str:
    """A line for each rule that found something, the most frequent first."""
    counts = Counter((wording.code(finding), wording.name(finding)) for finding in report.findings)
    width = len(str(max(counts.values(), default=0)))
    rows = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return "".join(f"{harmless(f'{count:>{width}}  {code}  {name}')}\n" for (code, name), count in rows)


def basis(report: Report, configuration: str) -> list[str]:
    """What somebody wants to know who wonders about the findings."""
    version = report.fastapi
    told = f" ({version.file}:{version.line})" if version.file else ""
    return [
        harmless(f"configuration: {configuration or 'none'}"),
        harmless(f"FastAPI: {version}{told}"),
        f"rules: {len(report.rules)}, files: {report.analysed}, applications: {len(report.apps)}",
        f"apart from any application, and only looked through: {wording.counted(report.unconnected, 'file')}",
        f"kept silent: {report.ignored} by comments and per-file-ignores, {report.baselined} by the baseline",
        *(harmless(f"not analysed: {file.path} {file.reason}") for file in report.skipped),
    ]
