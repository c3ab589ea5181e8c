"""The phases of a run, named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, partial

from fastlint import baseline as baselines
from fastlint import config as configuration
from fastlint import versions
from fastlint.baseline import Baseline
from fastlint.cache.recording import note
from fastlint.checking import crash, unresolved
from fastlint.config import Config, relocated
from fastlint.engine_rules import CRASHED_RULE, ENGINE_RULES, UNREADABLE_FILE
from fastlint.finding import Finding
from fastlint.gathering import around, gather
from fastlint.grounds import Grounds
from fastlint.insight import Insights
from fastlint.insight.auth import AuthCoverage, Coverage, Protection
from fastlint.insight.declared import Declared
from fastlint.insight.versions import Release, Stated
from fastlint.ir.nodes import ModuleIR
from fastlint.linking import linked
from fastlint.model import App, Project, Route
from fastlint.outcome import Report, Skipped
from fastlint.packs import Catalogue, load
from fastlint.resources import DEFAULT_RESOURCES, Progress, Resources, untold
from fastlint.revision import tree_at
from fastlint.selection import Selection, select
from fastlint.sharing import covered, run_rules
from fastlint.source.depth import deep_recursion
from fastlint.source.discover import Overlooked
from fastlint.source.failure import Failure
from fastlint.source.gitignore import relative
from fastlint.source.lines import Lines
from fastlint.source.read import Source, decode
from fastlint.source.span import Span
from fastlint.verdict import Scope, Verdict, judge

__all__ = ["Report", "Skipped", "check", "examine", "settled_versions", "survey"]


def check(
    paths: Sequence[str] = (".",),
    config: Config | None = None,
    *,
    packs: Sequence[str] = (),
    only_given: bool = False,
    contents: Mapping[str, bytes] | None = None,
    diff_base: str = "",
    resources: Resources = DEFAULT_RESOURCES,
) -> Report:
    """Judge the FastAPI application in `paths` (files and directories).

    Without `config`, the nearest configuration above all paths holds. `packs` are paths of rule packs beside those
    that are installed. With `only_given`, the whole project around `paths` is analysed, and reported is what rests
    on them: a route that lost its guard in another file is found. `contents` hold by path what is analysed in place of
    what lies there, as an editor wants it. With `diff_base`, a git revision, what was there at that revision is left
    out. Raises `Problem` for a path, a configuration, a pack or a revision that cannot be used.
    """
    config = configuration.nearest(paths) if config is None else config
    catalogue = cache(partial(load, (*config.pack_paths, *packs)))
    report = _run(around(paths) if only_given else paths, config, catalogue, resources, contents or {})
    if only_given and report.project is not None:
        grounds = Grounds(report.project, paths, report.root)
        report.findings = [finding for finding in report.findings if grounds.touch(finding)]
        report.silenced = [one for one in report.silenced if grounds.touch(one.finding)]
    if diff_base:
        with tree_at(diff_base, os.path.commonpath([os.path.abspath(path) for path in paths]), report.root) as tree:
            there = [moved for path in paths if os.path.lexists(moved := tree.moved(path))]
            there = around(there) if only_given and there else there
            old = _before(there, relocated(config, tree.moved), catalogue, resources, tree.moved(report.root))
        new = [finding for finding in report.findings if finding.fingerprint not in old]
        report.findings, report.older = new, len(report.findings) - len(new)
    return report


def _before(
    paths: Sequence[str], config: Config, catalogue: Callable[[], Catalogue], resources: Resources, root: str
) -> set[str]:
    """The fingerprints of what is found in the copy of an earlier revision."""
    if not paths:
        return set()
    return {finding.fingerprint for finding in _run(paths, config, catalogue, resources, {}, root).findings}


def survey(
    paths: Sequence[str] = (".",), config: Config | None = None, *, resources: Resources = DEFAULT_RESOURCES
) -> Report:
    """Understand the application in `paths` without judging it: no pack is loaded, only the engine reports."""
    config = configuration.nearest(paths) if config is None else config
    return _run(paths, configuration.without_rules(config), lambda: Catalogue(ENGINE_RULES), resources, {})


def _run(
    paths: Sequence[str],
    config: Config,
    catalogue: Callable[[], Catalogue],
    resources: Resources,
    contents: Mapping[str, bytes],
    root: str = "",
) -> Report:
    selected = cache(lambda: select(catalogue(), config))
    root = root or os.getcwd()
    contents = {os.path.abspath(path): data for path, data in contents.items()}
    files = gather(paths, root, config, resources, contents, lambda: selected().words)
    skipped = [_overlooked(file) for file in files.skipped]
    lines = Lines(root, _texts(contents, root))
    if files.sight is not None:
        note(files.sight, lines)
    return examine(
        files.forms,
        selected(),
        config,
        root,
        skipped,
        known=files.known,
        followed=files.followed,
        unconnected=files.unconnected,
        stated=settled_versions(config, paths),
        baseline=baselines.read(config.baseline_file) if config.baseline else None,
        given=[os.path.abspath(path) for path in paths],
        lines=lines,
        progress=resources.progress,
        processes=1 if resources.executor else resources.processes,
    )


def _texts(contents: Mapping[str, bytes], root: str) -> dict[str, str]:
    decoded = {path: decode(data) for path, data in contents.items()}
    return {relative(path, root): source.text for path, source in decoded.items() if isinstance(source, Source)}


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
    skipped: Sequence[Skipped] = (),
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
    """The phases after lowering: link, build the insights, run the rules, judge. `forms` are by path below `root`.

    `known` are paths of the project, read or not; about what lies only in `followed` nothing is reported, and
    `unconnected` are those that were not lowered. `given` are the absolute paths that the run was asked
    for, `lines` what the files hold.
    """
    lines = lines or Lines(root)
    stated = stated or Stated(fastapi=_configured_version(config))
    fastapi = stated["fastapi"]
    progress("linking", 0, 1)
    project, forms = linked(forms, known, fastapi.numbers)
    skipped = sorted([*skipped, *_failed(forms)], key=lambda file: file.path)
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


def _overlooked(file: Overlooked) -> Skipped:
    return Skipped(file.name, file.reason, is_finding=file.is_error, is_trouble=file.is_error)


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
