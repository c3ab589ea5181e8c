"""The inventory for pull requests and documents."""

from __future__ import annotations

import re
from dataclasses import astuple

from fastlint.outcome import Report
from fastlint.report.routes_rows import COLUMNS, rows
from fastlint.report.routes_text import summary

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~])")


def render(report: Report) -> str:
    """One table of all routes, and the totals."""
    found = [astuple(row) for row in rows(report)]
    lines = [_line(COLUMNS), _line(["---"] * len(COLUMNS)), *(_line(map_) for map_ in map(_escaped, found))]
    return "\n".join([*(lines if found else []), *([""] if found else []), summary(report)]) + "\n"


def _escaped(cells: tuple[str, ...]) -> list[str]:
    return [_SPECIAL.sub(r"\\\1", cell) for cell in cells]


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
