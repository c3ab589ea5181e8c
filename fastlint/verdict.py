"""Which findings count: selection, ignore comments, per-file ignores, thresholds, order."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pathspec import GitIgnoreSpec

from fastlint.config import Config, Origin
from fastlint.engine_rules import UNKNOWN_RULE_IN_IGNORE, UNUSED_IGNORE
from fastlint.finding import Confidence, Finding, Severity
from fastlint.model import Module
from fastlint.selection import Selection, strength
from fastlint.source.ignores import Ignore
from fastlint.source.span import Span

_SEVERITIES = list(Severity)
_CONFIDENCES = list(Confidence)
_TABLE = "per-file-ignores"


def judge(
    found: Iterable[Finding], modules: Iterable[Module], selection: Selection, config: Config, root: str
) -> list[Finding]:
    """Of what the rules found, what the user wants to see, in the order to read it. `root` is what paths start from."""
    modules = list(modules)
    comments = {module.path: _Comments(module, selection) for module in modules if module.ir.ignores}
    table = _PerFile(config, selection, root)
    kept = []
    for finding in _settled(found, selection):
        is_silenced = finding.span.path in comments and comments[finding.span.path].silences(finding)
        if not table.silences(finding) and not is_silenced:
            kept.append(finding)
    complaints = [finding for comment in comments.values() for finding in comment.complaints()]
    kept += [finding for finding in _settled(complaints, selection) if not table.silences(finding)]
    kept += _settled(table.complaints(modules), selection)
    counting = sorted((finding for finding in kept if _counts(finding, selection, config)), key=order)
    return list({(finding.rule, finding.span, finding.message): finding for finding in counting}.values())


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
    """The findings of enabled rules, with severity and persona filled in."""
    for finding in found:
        enabled = selection.enabled.get(finding.rule.name) if finding.rule else None
        if enabled is not None:
            severity, persona = finding.severity or enabled.severity, finding.persona or enabled.persona
            yield dataclasses.replace(finding, severity=severity, persona=persona)


def _counts(finding: Finding, selection: Selection, config: Config) -> bool:
    assert finding.rule is not None
    assert finding.persona is not None
    is_read = selection.enabled[finding.rule.name].is_named or selection.is_for(finding.persona)
    is_sure = _CONFIDENCES.index(finding.confidence) <= _CONFIDENCES.index(config.lowest_confidence)
    return is_read and is_sure and is_at_least(finding.severity, config.min_severity)


@dataclass(slots=True)
class _Comments:
    """The ignore comments of one file, and which of their names were of use."""

    module: Module
    selection: Selection
    used: set[tuple[Ignore, str]] = field(default_factory=set)

    def silences(self, finding: Finding) -> bool:
        """Whether a comment speaks of `finding`; every such comment counts as used."""
        rule = finding.rule
        assert rule is not None
        fitting = {
            (ignore, name)
            for ignore in self.module.ir.ignores
            if ignore.last == 0 or ignore.first <= finding.span.start_line <= ignore.last
            for name in ignore.names
            if name in (rule.name, rule.code)
        }
        self.used |= fitting
        return bool(fitting)

    def complaints(self) -> Iterator[Finding]:
        """Findings about the comments themselves: names that silence nothing, names of no rule."""
        catalogue = self.selection.catalogue
        for ignore in self.module.ir.ignores:
            span = self._line(ignore.line)
            for name in ignore.names:
                rule = catalogue.find(name)
                if rule is None:
                    message = f"`{name}` is no rule: this comment silences nothing{catalogue.suggestion(name)}"
                    yield Finding(span, message, rule=UNKNOWN_RULE_IN_IGNORE)
                elif (ignore, name) not in self.used and rule.name in self.selection.enabled:
                    message = f"`{name}` is ignored here but reports nothing. Remove it from the comment"
                    yield Finding(span, message, rule=UNUSED_IGNORE)

    def _line(self, line: int) -> Span:
        starts = self.module.ir.lines
        end = starts[line] - 1 if line < len(starts) else starts[line - 1] + 1
        return Span(self.module.path, line, 1, line, max(end - starts[line - 1], 0) + 1)


class _PerFile:
    """`per-file-ignores` of the configuration, and which of its entries were of use."""

    def __init__(self, config: Config, selection: Selection, root: str) -> None:
        self._config, self._selection, self._root = config, selection, root
        self._specs = {
            pattern: (GitIgnoreSpec.from_lines([pattern]), config.start(_TABLE, pattern))
            for pattern in config.per_file_ignores
        }
        self._used: set[tuple[str, str]] = set()

    def silences(self, finding: Finding) -> bool:
        """Whether an entry speaks of `finding`; every such entry counts as used."""
        rule = finding.rule
        assert rule is not None
        fitting = {
            (pattern, name)
            for pattern in self._matching(finding.span.path)
            for name in self._config.per_file_ignores[pattern]
            if strength(name, rule)
        }
        self._used |= fitting
        return bool(fitting)

    def complaints(self, modules: Iterable[Module]) -> Iterator[Finding]:
        """Findings about entries of the project's own file whose files were judged and had nothing to silence."""
        judged = {pattern for module in modules if not module.is_test for pattern in self._matching(module.path)}
        for pattern, names in self._config.per_file_ignores.items():
            origin = self._config.origin(_TABLE, pattern)
            if pattern not in judged or origin is None or origin.name != self._config.file:
                continue
            for name in names:
                is_enabled = any(strength(name, rule) for rule in self._selection.rules)
                if is_enabled and (pattern, name) not in self._used:
                    message = f"`{name}` is ignored in `{pattern}` but reports nothing there. Remove it"
                    yield Finding(self._entry(origin, pattern), message, rule=UNUSED_IGNORE)

    def _matching(self, path: str) -> Iterator[str]:
        file = os.path.join(self._root, path)
        for pattern, (spec, start) in self._specs.items():
            if spec.match_file(os.path.relpath(file, start).replace(os.sep, "/")):
                yield pattern

    def _entry(self, origin: Origin, pattern: str) -> Span:
        line = origin.line(_TABLE, pattern) or 1
        path = os.path.relpath(origin.name, self._root).replace(os.sep, "/")
        return Span(path, line, 1, line, 1)
