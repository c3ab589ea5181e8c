"""The route and security inventory for people.

At a terminal the routes stand in groups, and only what is public or not understood has a color. Into a pipe goes one
unwrapped line for each route, which other programs can search.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import astuple

from fastlint.model import UNKNOWN
from fastlint.outcome import Report
from fastlint.report.harmless import harmless
from fastlint.report.routes_rows import Row, group, rows
from fastlint.report.wording import counted

_HEAD = ("METHOD", "PATH", "AUTH", "GUARD", "RIGHTS", "HANDLER", "RESPONSE", "FLAGS")
_COLORS = {"public": "\x1b[31m", UNKNOWN: "\x1b[33m"}
_PLAIN = "\x1b[0m"
_LEAST_WIDTH = 60
_GUARD_WIDTH = 36


def render(report: Report, *, color: bool = False, width: int = 0) -> str:
    """The routes app by app, what was not understood, and the totals; in groups when `width` columns are there."""
    by_app: dict[str, list[Row]] = {}
    for row in rows(report):
        by_app.setdefault(row.app, []).append(row)
    lines: list[str] = []
    for app, found in by_app.items():
        layout = _grouped(found, max(width, _LEAST_WIDTH), color) if width else _table(found, color)
        lines += [*([app] if app else []), *layout, ""]
    lines += [harmless(line) for line in _lost(report)]
    lines += [*([harmless(version(report))] if width else []), summary(report)]
    return "".join(f"{line}\n" for line in lines)


def summary(report: Report) -> str:
    """`42 routes in 13 files: 31 protected, 9 public, 2 not understood`."""
    counts = report.route_counts()
    files = len({route.module.path for route in report.coverage})
    return (
        f"{counted(counts['total'], 'route')} in {counted(files, 'file')}: {counts['protected']} protected, "
        f"{counts['public']} public, {counts['unresolved']} not understood"
    )


def version(report: Report) -> str:
    """FastAPI's version and what it is known from."""
    found = report.fastapi
    place = os.path.relpath(found.file, report.root) if os.path.isabs(found.file) else found.file
    evidence = f" ({place}{f':{found.line}' if found.line else ''}: {found.text})" if place else " (not stated)"
    return f"FastAPI {found}{evidence}"


def _grouped(found: Iterable[Row], width: int, color: bool) -> Iterator[str]:
    groups: dict[str, list[Row]] = {}
    for row in found:
        groups.setdefault(group(row.path), []).append(row)
    everything = [row for members in groups.values() for row in members]
    methods = max(len(row.method) for row in everything)
    paths = min(max(len(row.path) for row in everything), width // 2)
    guards = min(max(len(row.guard) for row in everything), _GUARD_WIDTH)
    for name, members in groups.items():
        yield ""
        yield f"  {name}"
        for row in members:
            start = f"    {row.method:<{methods}}  {row.path:<{paths}}  "
            line = f"{start}{row.auth:<9}  {row.guard:<{guards}}  {_rest(row)}".rstrip()
            line = line if len(line) <= width else f"{line[: width - 1]}…"
            yield _colored(line, len(start), row.auth) if color else line


def _rest(row: Row) -> str:
    rights = f"[{row.rights}]" if row.rights else ""
    handler = row.handler.rpartition(":")[2] + (f" -> {row.response}" if row.response else "")
    flags = f"({row.flags})" if row.flags else ""
    return "  ".join(filter(None, [rights, handler, flags]))


def _table(found: list[Row], color: bool) -> Iterator[str]:
    cells = [_HEAD, *(astuple(row)[1:] for row in found)]
    texts = [tuple(cell or "-" for cell in line[:-1]) for line in cells]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for text, line in zip(texts, cells, strict=True):
        start = sum(widths[:2]) + 4
        padded = "  ".join([*(cell.ljust(width) for cell, width in zip(text, widths, strict=True)), line[-1]]).rstrip()
        yield _colored(padded, start, line[2]) if color else padded


def _colored(line: str, start: int, auth: str) -> str:
    style = _COLORS.get(auth)
    if style is None or start >= len(line):
        return line
    end = start + len(auth)
    return f"{line[:start]}{style}{line[start:end]}{_PLAIN}{line[end:]}"


def _lost(report: Report) -> list[str]:
    parts = report.project.unresolved if report.project else []
    lines = dict.fromkeys(f"  {part.span or '?'}  {part.reason}" for part in parts)
    return ["Not understood:", *lines, ""] if lines else []
