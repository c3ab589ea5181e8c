"""Calls the rules. One that raises becomes a finding about itself, and the others go on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fastlint.engine_rules import CRASHED_RULE, UNRESOLVED_ROUTE
from fastlint.finding import Finding, Persona
from fastlint.insight import Insights
from fastlint.insight.auth import AuthCoverage, Coverage, Protection
from fastlint.insight.limits import LimiterCoverage
from fastlint.insight.middleware import MiddlewareStack
from fastlint.model import Project, Route, Span
from fastlint.problem import told
from fastlint.rule import Rule
from fastlint.selection import Enabled, strength
from fastlint.subjects import Subject, place_of, subjects


def crash(what: str, error: Exception, subject: Subject, project: Project) -> Finding:
    """The finding that tells of `what` failing on `subject`."""
    message = f"{what} failed on {_called(subject)}: {told(error)}. What it would have found there is not known"
    return Finding(place_of(subject, project), message, rule=CRASHED_RULE)


def unresolved(project: Project, coverage: dict[Route, Coverage]) -> Iterator[Finding]:
    """Each part of the application that was not understood, where it is and why."""
    parts = [*project.unresolved, *(part for app in project.apps for part in app.unresolved)]
    for part in parts:
        span = part.span or place_of(project, project)
        yield Finding(span, f"Not understood: {part.reason}", rule=UNRESOLVED_ROUTE)
    for app in dict.fromkeys(route.app for route in coverage if route.app is not None and route.app.is_fragment):
        count = "1 route" if len(app.routes) == 1 else f"{len(app.routes)} routes"
        message = f"Which application includes `{app.name}` is not known, nor what guards and limits its {count} there"
        yield Finding(app.span, message, rule=UNRESOLVED_ROUTE)
    yield from _not_understood(coverage)
    yield from _not_known(coverage)


def _not_understood(coverage: dict[Route, Coverage]) -> Iterator[Finding]:
    """The parts of routes, each once however many routes it is a part of; many for one reason are told once."""
    hidden: dict[str, dict[Span, list[Route]]] = defaultdict(dict)
    for route in coverage:
        for part in route.unresolved:
            hidden[part.reason].setdefault(part.span or route.span, []).append(route)
    for reason, places in hidden.items():
        every = [route for routes in places.values() for route in routes]
        for span, routes in places.items() if len(places) <= _EACH else [(next(iter(places)), every)]:
            message = f"`{routes[0]}`{_and_more(routes)} not fully understood: {reason}"
            yield Finding(span, message, route=routes[0], rule=UNRESOLVED_ROUTE)


def _not_known(coverage: dict[Route, Coverage]) -> Iterator[Finding]:
    """The routes whose protection is not known; many for one reason are told once."""
    doubtful: dict[str, list[Route]] = defaultdict(list)
    for route, verdict in coverage.items():
        if verdict.protection is Protection.UNKNOWN and not (route.unresolved or verdict.is_fragment):
            doubtful[verdict.reason or "its dependencies could not be followed"].append(route)
    for reason, routes in doubtful.items():
        for route in routes if len(routes) <= _EACH else routes[:1]:
            more = _and_more(routes if len(routes) > _EACH else [route])
            message = f"Whether `{route}`{more} protected is not known: {reason}"
            trace = coverage[route].evidence
            yield Finding(route.span, message, route=route, trace=trace, rule=UNRESOLVED_ROUTE)


_EACH = 3
"""So many routes are told one by one: more have a cause in common."""


def _and_more(routes: Sequence[Route]) -> str:
    others = len(routes) - 1
    return f" and {others} more route{'s' if others > 1 else ''} are" if others else " is"


def run_rule(enabled: Enabled, project: Project, insights: Insights) -> Iterator[Finding]:
    """What one rule finds, and what became of it where it failed."""
    rule, failed = enabled.rule, set[str]()
    try:
        arguments: dict[str, object] = {
            name: _as_seen_by(rule, insights.get(wanted)) for name, wanted in rule.insights.items()
        }
    except Exception as error:
        yield crash(f"Rule `{rule.name}`", error, project, project)
        return
    if rule.options is not None:
        arguments[rule.options[0]] = enabled.options
    for subject in subjects(project, rule.subject):
        try:
            for finding in rule.check(subject, **arguments):
                yield _signed(finding, enabled, subject)
        except Exception as error:
            report = crash(f"Rule `{rule.name}`", error, subject, project)
            if report.span.path not in failed:
                failed.add(report.span.path)
                yield report


def _as_seen_by(rule: Rule, insight: object) -> object:
    """Where the project declares something for certain rules, an insight depends on which of them asks."""
    view = getattr(insight, "asked_by", None)
    return view(lambda name: strength(name, rule) > 0) if view else insight


def _signed(finding: Finding, enabled: Enabled, subject: Subject) -> Finding:
    if not isinstance(finding, Finding):
        raise TypeError(f"{finding!r} is no Finding")
    route = finding.route or (subject if isinstance(subject, Route) else None)
    is_lead = route is not None and route.app is not None and route.app.is_fragment and _asks_the_app(enabled.rule)
    return replace(finding, rule=enabled.rule, route=route, persona=Persona.AUDITOR if is_lead else finding.persona)


def _asks_the_app(rule: Rule) -> bool:
    """Whether a rule judges what an app and its inclusions decide: of a router alone it can only suspect."""
    return not {AuthCoverage, LimiterCoverage, MiddlewareStack}.isdisjoint(rule.insights.values())


def _called(subject: Subject) -> str:
    if isinstance(subject, Project):
        return "the project"
    name = str(subject) if isinstance(subject, Route) else getattr(subject, "name", "a call")
    return f"{type(subject).__name__.lower()} `{name}`"
