"""The files that a finding rests on: a change in any of them may have brought it about.

These are its own place, those of its trace, and, for a rule that asks whether routes are protected, the code that
could have protected them: what is attached on the way to the route, and the functions which that leads to.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from fastlint.finding import Finding
from fastlint.insight.auth import AuthCoverage
from fastlint.insight.calls import ReachedCalls
from fastlint.model import Project, Route
from fastlint.source.gitignore import relative


class Grounds:
    """Answers for the findings of one run, about `paths`, files or directories; `root` is what findings start from."""

    def __init__(self, project: Project, paths: Iterable[str], root: str) -> None:
        self._names = {relative(os.path.abspath(path), root) for path in paths}
        self._reached = ReachedCalls(project)
        self._apps = {app.span: app for app in project.apps}
        self._known: dict[Route, frozenset[str]] = {}

    def of(self, finding: Finding) -> frozenset[str]:
        """The paths of the files."""
        paths = {finding.span.path, *(step.span.path for step in finding.trace)}
        for route in self._guarded(finding):
            if route not in self._known:
                self._known[route] = frozenset(self._around(route))
            paths |= self._known[route]
        return frozenset(paths)

    def touch(self, finding: Finding) -> bool:
        """Whether `finding` rests on one of the paths."""
        return any(not self._names.isdisjoint(_with_folders(path)) for path in self.of(finding))

    def _guarded(self, finding: Finding) -> list[Route]:
        """The routes whose protection the finding speaks of: its own, or all of an app that it points at."""
        if finding.rule is None or AuthCoverage not in finding.rule.insights.values():
            return []
        if finding.route is not None:
            return [finding.route]
        app = self._apps.get(finding.span)
        return app.routes if app is not None else []

    def _around(self, route: Route) -> Iterator[str]:
        """Where the route, its handler and its app are, how it gets there, and the code of what is on the way."""
        apps = [app for app in (*route.inside, route.app) if app is not None]
        attached = [dependency for top in route.dependencies for dependency in top.walk()]
        spans = [route.span, *route.included_at, *(app.span for app in apps), *(guard.span for guard in attached)]
        yield from (span.path for span in spans if span is not None)
        middleware = [entry.function for app in apps for entry in app.middleware]
        for function in filter(None, [route.handler, *middleware, *(guard.function for guard in attached)]):
            yield from (reached.module.path for reached in self._reached.functions_from(function))


def _with_folders(path: str) -> Iterator[str]:
    """`path` and the directories above it, "." at last."""
    yield path
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
    yield "."
