"""The route and security inventory for programs. What is not known is null or "?", never guessed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator

from fastlint.insight.auth import Coverage, Protection
from fastlint.model import App, Dependency, Route, Unresolved
from fastlint.outcome import Report

_AUTH = {Protection.PROTECTED: True, Protection.PUBLIC: False, Protection.UNKNOWN: None}


def render(report: Report) -> str:
    """The JSON of `fastlint routes --format json`."""
    own, of_libraries = list[dict[str, object]](), list[dict[str, object]]()
    for route, verdict in report.coverage.items():
        (of_libraries if _is_of_library(route) else own).append(_route(route, verdict))
    document = {
        "version": 1,
        "routes": own,
        "library_routes": of_libraries,
        "apps": [_app(app) for app in report.apps],
        "unresolved": [_unresolved(part) for part in (report.project.unresolved if report.project else ())],
        "summary": report.route_counts(),
        "fastapi": _fastapi(report),
    }
    return json.dumps(document, indent=2) + "\n"


def protection(report: Report) -> list[dict[str, object]]:
    """Of each route what tells whether two runs differ in its protection."""
    kept = ("app", "path", "methods", "kind", "auth", "roles", "scopes")
    routes = [_route(route, verdict) for route, verdict in report.coverage.items()]
    return [{key: route[key] for key in kept} for route in routes]


def _is_of_library(route: Route) -> bool:
    """Whether the endpoint is code of a library: it has no place in a file of the project."""
    return route.handler is None and "." in route.endpoint and ":" not in route.endpoint


def _route(route: Route, verdict: Coverage) -> dict[str, object]:
    return {
        "app": route.app.name if route.app else None,
        "path": route.path,
        "methods": list(route.methods),
        "kind": route.kind,
        "endpoint_file": None if _is_of_library(route) else (route.handler or route).module.path,
        "endpoint_line": None if _is_of_library(route) else (route.handler or route).line,
        "endpoint_name": route.endpoint,
        "dependencies": _dependencies(route),
        "auth": _AUTH[verdict.protection],
        "auth_reason": verdict.reason,
        "auth_evidence": [
            {"path": step.span.path, "line": step.span.start_line, "message": step.message} for step in verdict.evidence
        ],
        "roles": list(verdict.roles),
        "scopes": list(verdict.scopes),
        "security": _security(route.dependencies),
        "response_model": route.response_model or None,
        "status_code": route.status_code,
        "tags": list(route.tags),
        "deprecated": route.deprecated,
        "conditional": bool(route.conditions),
        "conditions": list(route.conditions),
        "include_in_schema": route.include_in_schema,
        "unresolved": [part.reason for part in route.unresolved],
    }


def _dependencies(route: Route) -> list[str]:
    """What the project can be held to: callables that libraries make have no place in a module."""
    return [dependency.name for dependency in route.effective() if ":" in dependency.name]


def _fastapi(report: Report) -> dict[str, object]:
    """The version that holds, null for the newest, and what says so."""
    found = report.fastapi
    path = os.path.relpath(found.file, report.root).replace(os.sep, "/") if os.path.isabs(found.file) else found.file
    return {
        "version": str(found) if found.numbers else None,
        "path": path or None,
        "line": found.line or None,
        "text": found.text or None,
    }


def _security(dependencies: Iterable[Dependency]) -> list[dict[str, object]]:
    """The schemes on the way, each once, with the scopes that the dependencies above it ask for."""
    wanted: dict[str, dict[str, None]] = {}
    for scheme, scopes in _schemes(dependencies, (), set()):
        wanted.setdefault(scheme, {}).update(dict.fromkeys(scopes))
    return [{"scheme": scheme, "scopes": list(scopes)} for scheme, scopes in wanted.items()]


def _schemes(
    dependencies: Iterable[Dependency], scopes: tuple[str, ...], seen: set[tuple[int, tuple[str, ...]]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for dependency in dependencies:
        inside = tuple(dict.fromkeys((*scopes, *dependency.scopes)))
        if dependency.scheme is not None:
            yield dependency.scheme.kind, inside
        # Those that depend on the same share its dependencies: there are more ways down than anybody has time for.
        if (id(dependency.children), inside) not in seen:
            seen.add((id(dependency.children), inside))
            yield from _schemes(dependency.children, inside, seen)


def _app(app: App) -> dict[str, object]:
    return {
        "name": app.name,
        "path": app.span.path,
        "line": app.span.start_line,
        "routes": len(app.routes),
        "mounted_in": app.mounted_in.name if app.mounted_in else None,
        "mount_path": app.mount_path,
    }


def _unresolved(part: Unresolved) -> dict[str, object]:
    return {
        "path": part.span.path if part.span else None,
        "line": part.span.start_line if part.span else None,
        "reason": part.reason,
    }
