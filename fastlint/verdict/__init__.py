"""Which findings count: selection, ignore comments, per-file ignores, baseline, thresholds, order."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from fastlint.baseline import Baseline, Entry
from fastlint.config import Config
from fastlint.engine_rules import CRASHED_RULE
from fastlint.finding import Confidence, Finding, Severity
from fastlint.fingerprint import fingerprinted
from fastlint.model import Module
from fastlint.selection import Selection
from fastlint.source.lines import Lines
from fastlint.verdict.comments import Comments
from fastlint.verdict.known import Known
from fastlint.verdict.per_file import PerFile

_SEVERITIES = list(Severity)
_CONFIDENCES = list(Confidence)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run looks at. `given` are the paths it was asked for, absolute.

    `is_partial` says that the project has files that were not read: what speaks of nothing here may speak of something
    there.
    """

    given: tuple[str, ...] = ()
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that would count and is kept silent: by a comment in the code or from outside of it, and why."""

    finding: Finding
    is_comment: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the user wants to see, in the order to read it, and what is kept silent.

    `silenced` are in the same order; `ignored` and `baselined` are numbers of findings. Of the baseline, `obsolete` are
    entries that nothing fits any more, `expired` those whose time is over.
    """

    findings: list[Finding]
    silenced: list[Silenced] = field(default_factory=list)
    ignored: int = 0
    baselined: int = 0
    obsolete: list[Entry] = field(default_factory=list)
    expired: list[Entry] = field(default_factory=list)


def judge(
    found: Iterable[Finding],
    modules: Iterable[Module],
    selection: Selection,
    config: Config,
    lines: Lines,
    *,
    baseline: Baseline | None = None,
    scope: Scope = Scope(),
) -> Verdict:
    """Of what the rules found, what counts. Paths are relative to the root of `lines`."""
    modules = list(modules)
    directory = config.directory if config.file else ""
    comments = {module.path: Comments(module, selection) for module in modules if module.ir.ignores}
    table = PerFile(config, selection, lines.root)
    known = Known(baseline, selection, lines.root, scope.given)
    kept, silenced, ignored = [], list[Silenced](), 0
    for finding in fingerprinted(_settled(found, selection), modules, lines, directory):
        # Every silencer is asked, since what fits is of use whatever else fits.
        is_ignored = [
            finding.span.path in comments and comments[finding.span.path].silences(finding),
            table.silences(finding),
        ]
        is_known = known.silences(finding)
        ignored += any(is_ignored)
        if finding.rule is CRASHED_RULE or not (any(is_ignored) or is_known):
            kept.append(finding)
        elif is_ignored[0]:
            silenced.append(Silenced(finding, True, comments[finding.span.path].reason(finding)))
        else:
            silenced.append(Silenced(finding, False, known.note(finding) if is_known else ""))
    complaints = [finding for one in comments.values() for finding in one.complaints(config, scope.is_partial)]
    complaints += [] if scope.is_partial else [*table.complaints(modules), *known.complaints(modules)]
    kept += [
        finding
        for finding in fingerprinted(_settled(complaints, selection), modules, lines, directory)
        if not table.silences(finding) and not known.silences(finding)
    ]
    counting = sorted((finding for finding in kept if _counts(finding, selection, config)), key=order)
    silenced = [one for one in silenced if _counts(one.finding, selection, config)]
    silenced.sort(key=lambda one: order(one.finding))
    return Verdict(counting, silenced, ignored, known.silenced, known.obsolete(modules), known.expired)


def order(finding: Finding) -> tuple[object, ...]:
    """Sort key of reports: security first, then severity, then place."""
    rule, severity = finding.rule, finding.severity
    return (
        rule is None or not rule.is_security,
        _SEVERITIES.index(severity or Severity.NOTE),
        finding.span,
        rule.code if rule else "",
        finding.message,
    )


def is_at_least(severity: Severity | None, limit: Severity) -> bool:
    """Whether `severity` is as grave as `limit` or graver."""
    return _SEVERITIES.index(severity or Severity.NOTE) <= _SEVERITIES.index(limit)


def _settled(found: Iterable[Finding], selection: Selection) -> Iterator[Finding]:
    """The findings of enabled rules, each once, with severity and persona filled in."""
    seen = set()
    for finding in found:
        enabled = selection.enabled.get(finding.rule.name) if finding.rule else None
        told = (finding.rule, finding.span, finding.message)
        if enabled is not None and told not in seen:
            seen.add(told)
            severity, persona = finding.severity or enabled.severity, finding.persona or enabled.persona
            yield dataclasses.replace(finding, severity=severity, persona=persona)


def _counts(finding: Finding, selection: Selection, config: Config) -> bool:
    assert finding.rule is not None
    assert finding.persona is not None
    is_read = selection.enabled[finding.rule.name].is_named or selection.is_for(finding.persona)
    is_sure = _CONFIDENCES.index(finding.confidence) <= _CONFIDENCES.index(config.lowest_confidence)
    return is_read and is_sure and is_at_least(finding.severity, config.min_severity)
