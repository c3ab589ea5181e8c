"""The inventory for spreadsheets."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple

from fastlint.outcome import Report
from fastlint.report.routes_rows import COLUMNS, rows


def render(report: Report) -> str:
    """A header and a line for each route."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_cells, map(astuple, rows(report))))
    return text.getvalue()


def _cells(cells: tuple[str, ...]) -> list[str]:
    """A cell that begins like a formula would be computed by the program that opens the file."""
    return [f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in cells]
