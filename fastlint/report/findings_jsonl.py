"""Findings for scripts that read line by line."""

from __future__ import annotations

import json

from fastlint.outcome import Report
from fastlint.report import findings_json


def render(report: Report, *, color: bool = False) -> str:
    """One object a line: `"type"` is `finding`, with the fields of the JSON format, and at the end `summary`."""
    found = [{"type": "finding", **finding} for finding in findings_json.findings(report)]
    last = {"type": "summary", **findings_json.head(), **findings_json.totals(report)}
    return "".join(f"{json.dumps(line)}\n" for line in [*found, last])
