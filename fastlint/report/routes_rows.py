"""One row of the inventory for each route, the same in every format for people and spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from fastlint.insight.auth import Coverage, Protection
from fastlint.model import UNKNOWN, Route
from fastlint.outcome import Report
from fastlint.report.harmless import line

AUTH = {Protection.PROTECTED: "protected", Protection.PUBLIC: "public", Protection.UNKNOWN: UNKNOWN}
_NO_NAME_OF_ITS_OWN = re.compile(r"|api|v\d+(\.\d+)*|\{.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one route, as plain and harmless text.

    `guard` is what refuses and the level at which it is attached, or why nothing is known; `rights` are the roles and
    scopes asked for.
    """

    app: str
    method: str
    path: str
    auth: str
    guard: str
    rights: str
    handler: str
    response: str
    flags: str


COLUMNS = tuple(field.name for field in fields(Row))


def rows(report: Report) -> Iterator[Row]:
    """A row for each route of the report, in its order."""
    for route, verdict in report.coverage.items():
        cells = (
            route.app.name if route.app else "",
            ",".join(route.methods) if route.kind == "http" else "WS",
            route.path,
            AUTH[verdict.protection],
            guard(route, verdict),
            ", ".join([*verdict.roles, *verdict.scopes]),
            route.endpoint,
            route.response_model,
            ", ".join(flags(route)),
        )
        yield Row(*(line(" ".join(cell.split())) for cell in cells))


def group(path: str) -> str:
    """The path up to its first segment that names something: neither `api`, a version nor a parameter."""
    segments = path.strip("/").split("/")
    named = (i for i, segment in enumerate(segments) if not _NO_NAME_OF_ITS_OWN.fullmatch(segment))
    return "/" + "/".join(segments[: next(named, 0) + 1])


def flags(route: Route) -> list[str]:
    """What is out of the ordinary about a route."""
    found = ["deprecated"] if route.deprecated else []
    found += [] if route.include_in_schema else ["hidden"]
    found += [f"if {condition}" for condition in route.conditions]
    return [*found, *(f"unresolved: {part.reason}" for part in route.unresolved)]


def guard(route: Route, verdict: Coverage) -> str:
    """`current_user (router)`; for a route that is not protected, why it is worth a look."""
    if verdict.is_public:
        return verdict.reason if verdict.is_unverified or verdict.off is not None else ""
    if not verdict.is_protected:
        return verdict.reason
    if not verdict.evidence:
        return ""
    first = verdict.evidence[0]
    for dependency in route.dependencies:
        if dependency.span == first.span and f"`{dependency.name}`" in first.message:
            return f"{_short(dependency.name)} ({dependency.level})"
    middleware = [entry for app in (route.app, *route.inside) if app for entry in app.middleware]
    for entry in middleware:
        if f"`{entry.name}`" in first.message:
            return f"{_short(entry.name)} (middleware)"
    return "handler"


def _short(name: str) -> str:
    """The name without its module; a closure keeps the factory that makes it: `require(...)`."""
    name = name.rpartition(":")[2]
    factory, inside, _ = name.partition(".<locals>.")
    return f"{factory}(...)" if inside else name
