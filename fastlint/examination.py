"""From lean forms to a report: link, build the insights, run the rules, judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from fastlint import versions
from fastlint.baseline import Baseline
from fastlint.checking import crash, unresolved
from fastlint.config import Config
from fastlint.engine_rules import CRASHED_RULE, UNREADABLE_FILE
from fastlint.finding import Finding
from fastlint.insight import Insights
from fastlint.insight.auth import AuthCoverage, Coverage, Protection
from fastlint.insight.declared import Declared
from fastlint.insight.versions import Release, Stated
from fastlint.ir.nodes import ModuleIR
from fastlint.linking import linked
from fastlint.model import App, Project, Route
from fastlint.outcome import Report, Skipped
from fastlint.resources import Progress, untold
from fastlint.selection import Selection
from fastlint.sharing import covered, run_rules
from fastlint.source.depth import deep_recursion
from fastlint.source.discover import Overlooked
from fastlint.source.failure import Failure
from fastlint.source.lines import Lines
from fastlint.source.span import Span
from fastlint.verdict import Scope, Verdict, judge


def settled_versions(config: Config, paths: Sequence[str]) -> Stated:
    """The versions for the code at `paths`: as configured, else as the project's own files say.

    A configured FastAPI says by itself what it allows of the others.
    """
    if config.target_fastapi:
        return Stated(fastapi=_configured_version(config))
    return versions.stated(paths)


def _configured_version(config: Config) -> Release:
    origin = config.origin("target-fastapi")
    place, line = (origin.name, origin.line("target-fastapi")) if origin else ("", 0)
    return Release(config.fastapi_version, place, line, f"target-fastapi = {config.target_fastapi!r}", is_exact=True)


@deep_recursion()  # code within the limits of the preflight nests deeper than Python functions may by default
def examine(
    forms: Mapping[str, ModuleIR | Failure],
    selection: Selection,
    config: Config,
    root: str,
    overlooked: Sequence[Overlooked] = (),
    *,
    known: Iterable[str] = (),
    followed: Set[str] = frozenset(),
    unconnected: Set[str] = frozenset(),
    stated: Stated | None = None,
    baseline: Baseline | None = None,
    given: Sequence[str] = (),
    lines: Lines | None = None,
    progress: Progress = untold,
    processes: int = 1,
) -> Report:
    """The phases after lowering. `forms` are by path below `root`, `overlooked` the files that were left out.

    `known` are paths of the project, read or not; about what lies only in `followed` nothing is reported, and
    `unconnected` are those that were not lowered. `given` are the absolute paths that the run was asked
    for, `lines` what the files hold.
    """
    lines = lines or Lines(root)
    stated = stated or Stated(fastapi=_configured_version(config))
    fastapi = stated["fastapi"]
    progress("linking", 0, 1)
    project, forms = linked(forms, known, fastapi.numbers)
    skipped = sorted([*map(_overlooked, overlooked), *_failed(forms)], key=lambda file: file.path)
    apps = _asked_about(project, followed)
    insights = Insights(project, {Declared: _declared(config), Stated: stated})
    coverage, found = _covered(apps, project, insights, processes)
    found += [*_unreadable(skipped), *run_rules(project, insights, selection, progress, processes)]
    found += unresolved(project, coverage)
    scope = Scope(tuple(given), is_partial=not forms.keys() | unconnected >= set(known))
    verdict = judge(found, project.modules.values(), selection, config, lines, baseline=baseline, scope=scope)
    report = Report(
        root, [], selection.rules, len(project.modules), skipped, project, fastapi, apps, coverage, lines=lines
    )
    report.unconnected = len(unconnected)
    report.crashed = any(finding.rule is CRASHED_RULE for finding in found)
    return _judged(report, verdict, followed)


def _judged(report: Report, verdict: Verdict, followed: Set[str]) -> Report:
    """The report with what the verdict says about more than the files that were only `followed`."""
    report.findings = [finding for finding in verdict.findings if _touches(finding, followed)]
    report.silenced = [one for one in verdict.silenced if _touches(one.finding, followed)]
    report.ignored, report.baselined = verdict.ignored, verdict.baselined
    report.obsolete, report.expired = verdict.obsolete, verdict.expired
    return report


def _asked_about(project: Project, followed: Set[str]) -> list[App]:
    """The apps made in the files that were given; when those make none, the apps that they lead to."""
    apps = [app for app in project.apps if not app.module.is_test]
    return [app for app in apps if app.module.path not in followed] or apps


def _touches(finding: Finding, followed: Set[str]) -> bool:
    """Whether a finding or a step that leads to it lies in a file that was given."""
    spans = [finding.span, *(step.span for step in finding.trace)]
    return any(span.path not in followed for span in spans)


def _failed(forms: Mapping[str, ModuleIR | Failure]) -> Iterator[Skipped]:
    for path, form in forms.items():
        if isinstance(form, Failure):
            yield Skipped(path, form.reason, form.line, form.column, is_trouble=not form.is_syntax)


def _declared(config: Config) -> Declared:
    return Declared(config.public_paths, config.auth_dependencies, config.limiters, config.sanitizers, config.sinks)


def _covered(
    apps: Iterable[App], project: Project, insights: Insights, processes: int
) -> tuple[dict[Route, Coverage], list[Finding]]:
    """The protection of every route outside the tests, all unknown when the insight itself fails."""
    routes = [route for app in apps for route in app.routes if not route.module.is_test]
    try:
        return covered(project, insights.get(AuthCoverage), routes, processes), []
    except Exception as error:
        unknown = Coverage(Protection.UNKNOWN, reason="the analysis of authentication failed")
        return dict.fromkeys(routes, unknown), [crash("The analysis of authentication", error, project, project)]


def _unreadable(skipped: Iterable[Skipped]) -> Iterator[Finding]:
    for file in skipped:
        if file.is_finding:
            span = Span(file.path, file.line, file.column, file.line, file.column)
            yield Finding(span, f"Not analysed: the file {file.reason}", rule=UNREADABLE_FILE)


def _overlooked(file: Overlooked) -> Skipped:
    return Skipped(file.name, file.reason, is_finding=file.is_error, is_trouble=file.is_error)
