"""The route and security inventory for people: one line for each route, what guards it and where."""

from __future__ import annotations

from collections.abc import Iterator

from fastlint.insight.auth import Coverage, Protection
from fastlint.model import Route
from fastlint.report.harmless import harmless
from fastlint.run import Report

_AUTH = {Protection.PROTECTED: "protected", Protection.PUBLIC: "public", Protection.UNKNOWN: "?"}
_HEAD = ("METHOD", "PATH", "AUTH", "HANDLER", "WHY")


def render(report: Report) -> str:
    """The table, app by app, what was not understood, and the totals."""
    lines: list[str] = []
    for app, rows in _by_app(report.coverage).items():
        lines += [*([app] if app else []), *_table([_HEAD, *rows]), ""]
    lines += _lost(report)
    return "".join(f"{harmless(line)}\n" for line in [*lines, summary(report)])


def summary(report: Report) -> str:
    """`42 routes in 13 files: 31 protected, 9 public, 2 not understood`."""
    counts = report.route_counts()
    files = len({route.module.path for route in report.coverage})
    return (
        f"{_count(counts['total'], 'route')} in {_count(files, 'file')}: {counts['protected']} protected, "
        f"{counts['public']} public, {counts['unresolved']} not understood"
    )


def _by_app(coverage: dict[Route, Coverage]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for route, verdict in coverage.items():
        found.setdefault(route.app.name if route.app else "", []).append(_row(route, verdict))
    return found


def _row(route: Route, verdict: Coverage) -> tuple[str, ...]:
    methods = ",".join(route.methods) if route.kind == "http" else "WS"
    rights = [*verdict.roles, *verdict.scopes]
    auth = _AUTH[verdict.protection] + (f" ({', '.join(rights)})" if rights else "")
    flags = ["" if route.include_in_schema else "hidden", "deprecated" if route.deprecated else ""]
    flags += [f"if {condition}" for condition in route.conditions]
    return methods, route.path, auth, route.endpoint, "; ".join(filter(None, [_why(verdict), *flags]))


def _why(verdict: Coverage) -> str:
    """The end of the evidence, which is what refuses; for other verdicts the reason."""
    if verdict.reason or not verdict.evidence:
        return verdict.reason
    step = verdict.evidence[-1]
    return f"{step.message} ({step.span.path}:{step.span.start_line})"


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()


def _lost(report: Report) -> list[str]:
    if report.project is None:
        return []
    parts = [*report.project.unresolved, *(part for app in report.project.apps for part in app.unresolved)]
    lines = [f"  {part.span or '?'}  {part.reason}" for part in parts]
    return ["Not understood:", *lines, ""] if lines else []


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
