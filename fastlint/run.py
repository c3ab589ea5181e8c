"""The phases of a run, named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from fastlint import baseline as baselines
from fastlint import config as configuration
from fastlint import versions
from fastlint.baseline import Baseline, Entry
from fastlint.checking import crash, defect, run_rules, unresolved
from fastlint.config import Config
from fastlint.engine_rules import CRASHED_RULE, ENGINE_RULES, UNREADABLE_FILE
from fastlint.finding import Finding, Severity
from fastlint.gathering import around, gather
from fastlint.grounds import Grounds
from fastlint.insight import Insights
from fastlint.insight.auth import AuthCoverage, Coverage, Protection
from fastlint.insight.declared import Declared
from fastlint.ir.nodes import ModuleIR
from fastlint.link import link
from fastlint.model import App, Project, Route
from fastlint.packs import Catalogue, load
from fastlint.problem import Problem
from fastlint.resources import DEFAULT_RESOURCES, Resources
from fastlint.rule import Rule
from fastlint.selection import Selection, select
from fastlint.source.depth import deep_recursion
from fastlint.source.discover import Overlooked
from fastlint.source.failure import Failure
from fastlint.source.lines import Lines
from fastlint.source.span import Span
from fastlint.verdict import Scope, is_at_least, judge
from fastlint.versions import FastapiVersion


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not analysed, where in it the reason lies, and the reason.

    `is_trouble` says that something stood in the way other than the file's own syntax: the run is incomplete. What is
    left out because it is no source of the project (a pipe, a link to elsewhere) is listed and is no finding.
    """

    path: str
    reason: str
    line: int = 1
    column: int = 1
    is_finding: bool = True
    is_trouble: bool = False


@dataclass(slots=True, repr=False)
class Report:
    """Everything a run has to say; reports print it, the exit code comes from it.

    `root` is the absolute directory that paths are relative to. `findings` are those that count, in the order to
    read them; `rules` those that ran; `analysed` the number of files; `apps` those the run was asked about;
    `coverage` the verdict on the protection of their routes; `crashed` says that some rule failed. `ignored` and
    `baselined` are numbers of findings that are kept silent, `obsolete` and `expired` entries of the baseline.
    """

    root: str
    findings: list[Finding]
    rules: list[Rule]
    analysed: int
    skipped: list[Skipped] = field(default_factory=list)
    project: Project | None = None
    fastapi: FastapiVersion = field(default_factory=FastapiVersion)
    apps: list[App] = field(default_factory=list)
    coverage: dict[Route, Coverage] = field(default_factory=dict)
    crashed: bool = False
    ignored: int = 0
    baselined: int = 0
    obsolete: list[Entry] = field(default_factory=list)
    expired: list[Entry] = field(default_factory=list)

    def route_counts(self) -> dict[str, int]:
        """How many routes there are, and how many are protected, public, not understood."""
        verdicts = [verdict.protection for verdict in self.coverage.values()]
        return {
            "total": len(verdicts),
            "protected": verdicts.count(Protection.PROTECTED),
            "public": verdicts.count(Protection.PUBLIC),
            "unresolved": verdicts.count(Protection.UNKNOWN),
        }

    def notices(self) -> list[str]:
        """What a reader must know who sees no finding: that there was nothing, or nothing understood, to judge."""
        counts = self.route_counts()
        number = len(self.expired)
        over = [f"{number} entries of the baseline have expired: what they silenced is shown again"] if number else []
        if not self.analysed:
            return [*over, "no Python file was analysed"]
        if not self.apps:
            return [*over, "no FastAPI application found: rules about routes had nothing to judge"]
        if not counts["total"]:
            return [*over, "no route found in the application: rules about routes had nothing to judge"]
        if counts["total"] == counts["unresolved"]:
            return [*over, "no route was understood well enough to say whether it is protected"]
        return over

    def exit_code(self, fail_on: Severity = Severity.WARNING, *, require_routes: bool = False) -> int:
        """0 clean, 1 findings at `fail_on` or graver, 2 when the run cannot be relied on."""
        counts = self.route_counts()
        if self.crashed or any(skipped.is_trouble for skipped in self.skipped):
            return 2
        if require_routes and counts["total"] == counts["unresolved"]:
            return 2
        return int(any(is_at_least(finding.severity, fail_on) for finding in self.findings))


def check(
    paths: Sequence[str] = (".",),
    config: Config | None = None,
    *,
    packs: Sequence[str] = (),
    only_given: bool = False,
    resources: Resources = DEFAULT_RESOURCES,
) -> Report:
    """Judge the FastAPI application in `paths` (files and directories).

    Without `config`, the nearest configuration above all paths holds. `packs` are paths of rule packs beside those
    that are installed. With `only_given`, the whole project around `paths` is analysed, and reported is what rests
    on them: a route that lost its guard in another file is found. Raises `Problem` for a path, a configuration or a
    pack that cannot be used.
    """
    config = configuration.nearest(paths) if config is None else config
    report = _run(around(paths) if only_given else paths, config, load((*config.pack_paths, *packs)), resources)
    if only_given and report.project is not None:
        report.findings = Grounds(report.project).touched(report.findings, paths, report.root)
    return report


def survey(
    paths: Sequence[str] = (".",), config: Config | None = None, *, resources: Resources = DEFAULT_RESOURCES
) -> Report:
    """Understand the application in `paths` without judging it: no pack is loaded, only the engine reports."""
    config = configuration.nearest(paths) if config is None else config
    return _run(paths, configuration.without_rules(config), Catalogue(ENGINE_RULES), resources)


def _run(paths: Sequence[str], config: Config, catalogue: Catalogue, resources: Resources) -> Report:
    selection = select(catalogue, config)
    root = os.getcwd()
    files = gather(paths, root, config, resources)
    skipped = [_overlooked(file) for file in files.skipped]
    return examine(
        files.forms,
        selection,
        config,
        root,
        skipped,
        known=files.known,
        followed=files.followed,
        fastapi=settled_version(config, paths),
        baseline=baselines.read(config.baseline_file) if config.baseline else None,
        given=[os.path.abspath(path) for path in paths],
    )


def settled_version(config: Config, paths: Sequence[str]) -> FastapiVersion:
    """FastAPI's version for the code at `paths`: as configured, else as the project's own files say."""
    return _configured_version(config) if config.target_fastapi else versions.find(paths)


def _configured_version(config: Config) -> FastapiVersion:
    origin = config.origin("target-fastapi")
    place, line = (origin.name, origin.line("target-fastapi")) if origin else ("", 0)
    return FastapiVersion(
        config.fastapi_version, place, line, f"target-fastapi = {config.target_fastapi!r}", is_exact=True
    )


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
    fastapi: FastapiVersion | None = None,
    baseline: Baseline | None = None,
    given: Sequence[str] = (),
) -> Report:
    """The phases after lowering: link, build the insights, run the rules, judge. `forms` are by path below `root`.

    `known` are paths of the project, read or not; about what lies only in `followed` nothing is reported. `given` are
    the absolute paths that the run was asked for.
    """
    lowered = {path: form for path, form in forms.items() if not isinstance(form, Failure)}
    skipped = sorted([*skipped, *_failed(forms)], key=lambda file: file.path)
    fastapi = fastapi or _configured_version(config)
    project = _linked(lowered, {*forms, *known}, fastapi)
    apps = _asked_about(project, followed)
    insights = Insights(project, {Declared: _declared(config)})
    coverage, found = _covered(apps, project, insights)
    found += [*_unreadable(skipped), *run_rules(project, insights, selection), *unresolved(project, coverage)]
    scope = Scope(tuple(given), is_partial=not forms.keys() >= set(known))
    verdict = judge(found, project.modules.values(), selection, config, Lines(root), baseline=baseline, scope=scope)
    return Report(
        root,
        [finding for finding in verdict.findings if _touches(finding, followed)],
        selection.rules,
        len(lowered),
        skipped,
        project,
        fastapi,
        apps,
        coverage,
        crashed=any(finding.rule is CRASHED_RULE for finding in found),
        ignored=verdict.ignored,
        baselined=verdict.baselined,
        obsolete=verdict.obsolete,
        expired=verdict.expired,
    )


def _linked(lowered: Mapping[str, ModuleIR], paths: Iterable[str], fastapi: FastapiVersion) -> Project:
    """The project; a defect of the linker's own is told with the file that it met, since nothing can be judged."""
    try:
        return link(lowered, paths, fastapi.numbers)
    except Exception as error:
        raise Problem(defect("Linking the files to an application", error)) from error


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


def _covered(apps: Iterable[App], project: Project, insights: Insights) -> tuple[dict[Route, Coverage], list[Finding]]:
    """The protection of every route outside the tests, all unknown when the insight itself fails."""
    routes = [route for app in apps for route in app.routes if not route.module.is_test]
    try:
        auth = insights.get(AuthCoverage)
        return {route: auth.of(route) for route in routes}, []
    except Exception as error:
        unknown = Coverage(Protection.UNKNOWN, reason="the analysis of authentication failed")
        return dict.fromkeys(routes, unknown), [crash("The analysis of authentication", error, project, project)]


def _unreadable(skipped: Iterable[Skipped]) -> Iterator[Finding]:
    for file in skipped:
        if file.is_finding:
            span = Span(file.path, file.line, file.column, file.line, file.column)
            yield Finding(span, f"Not analysed: the file {file.reason}", rule=UNREADABLE_FILE)
