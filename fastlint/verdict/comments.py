"""Ignore comments: what they silence, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from fastlint.config import Config
from fastlint.engine_rules import IGNORE_WITHOUT_REASON, MALFORMED_IGNORE, UNKNOWN_RULE_IN_IGNORE, UNUSED_IGNORE
from fastlint.finding import Finding
from fastlint.model import Module
from fastlint.selection import Selection
from fastlint.source.ignores import Ignore
from fastlint.source.span import Span

_LONGEST_QUOTE = 40


@dataclass(slots=True)
class Comments:
    """The ignore comments of one file, and which of their names were of use."""

    module: Module
    selection: Selection
    used: set[tuple[Ignore, str]] = field(default_factory=set)

    def silences(self, finding: Finding) -> bool:
        """Whether a comment speaks of `finding`; every such comment counts as used."""
        fitting = set(self._fitting(finding))
        self.used |= fitting
        return bool(fitting)

    def reason(self, finding: Finding) -> str:
        """Why `finding` is silenced, as the first comment that says why has it."""
        return next((ignore.reason for ignore, _ in self._fitting(finding) if ignore.reason), "")

    def complaints(self, config: Config, is_partial: bool) -> Iterator[Finding]:
        """Findings about the comments themselves. What is unused shows only where all of the project was read."""
        catalogue = self.selection.catalogue
        for ignore in self.module.ir.ignores:
            span = self._line(ignore.line)
            if not ignore.names:
                yield Finding(span, _unclear(ignore), rule=MALFORMED_IGNORE)
            elif config.require_ignore_reason and not ignore.reason:
                message = "This comment does not say why. Write the reason behind the bracket"
                yield Finding(span, message, rule=IGNORE_WITHOUT_REASON)
            for name in dict.fromkeys(ignore.names):
                rule = catalogue.find(name)
                if rule is None:
                    message = f"`{name}` is no rule: this comment silences nothing{catalogue.suggestion(name)}"
                    yield Finding(span, message, rule=UNKNOWN_RULE_IN_IGNORE)
                elif not is_partial and (ignore, name) not in self.used and rule.name in self.selection.enabled:
                    message = f"`{name}` is ignored here but reports nothing. Remove it from the comment"
                    yield Finding(span, message, rule=UNUSED_IGNORE)

    def _fitting(self, finding: Finding) -> Iterator[tuple[Ignore, str]]:
        rule = finding.rule
        assert rule is not None
        for ignore in self.module.ir.ignores:
            if ignore.last == 0 or ignore.first <= finding.span.start_line <= ignore.last:
                yield from ((ignore, name) for name in ignore.names if name in (rule.name, rule.code))

    def _line(self, line: int) -> Span:
        starts = self.module.ir.lines
        end = starts[line] - 1 if line < len(starts) else starts[line - 1] + 1
        return Span(self.module.path, line, 1, line, max(end - starts[line - 1], 0) + 1)


def _unclear(ignore: Ignore) -> str:
    form = "`# fastlint: ignore[NAME] reason`"
    if not ignore.reason or ignore.reason.removeprefix("file-").startswith("ignore"):
        return f"This comment names no rule, so it silences nothing. Write {form}"
    return f"`{ignore.reason[:_LONGEST_QUOTE]}` means nothing to fastlint, so it silences nothing. Write {form}"
