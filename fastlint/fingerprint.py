"""What a finding is known by from one run to the next, although the code around it moves."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from fastlint.finding import Finding
from fastlint.model import Function, Project
from fastlint.source.lines import Lines

_LENGTH = 32


def fingerprints(findings: Sequence[Finding], project: Project | None, lines: Lines) -> list[str]:
    """A fingerprint for each finding in turn, by rule, by route or function, and by the text of its line.

    Equal ones are counted in the order of their places, so that none is lost and none depends on a line's number.
    """
    owners = _Owners(project)
    seen: Counter[tuple[str, ...]] = Counter()
    result = dict[int, str]()
    for index, finding in sorted(enumerate(findings), key=lambda entry: (entry[1].span, entry[1].message)):
        code = finding.rule.code if finding.rule else ""
        text = " ".join(lines.line(finding.span.path, finding.span.start_line).split())
        known_by = (code, owners.name(finding), text)
        seen[known_by] += 1
        told = "\0".join([*known_by, str(seen[known_by])])
        result[index] = hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()[:_LENGTH]
    return [result[index] for index in range(len(findings))]


class _Owners:
    """Which route or function a finding belongs to."""

    def __init__(self, project: Project | None) -> None:
        self._modules = {module.path: module for module in project.modules.values()} if project else {}

    def name(self, finding: Finding) -> str:
        """The route that the finding speaks of, else the innermost function around it, else its file."""
        if finding.route is not None:
            return str(finding.route)
        function = self._around(finding)
        return function.name if function else finding.span.path

    def _around(self, finding: Finding) -> Function | None:
        module = self._modules.get(finding.span.path)
        lines = module.ir.lines if module else ()
        if module is None or not 0 < finding.span.start_line <= len(lines):
            return None
        offset = lines[finding.span.start_line - 1] + finding.span.start_column - 1
        around = [function for function in module.functions if function.ir.start <= offset < function.ir.end]
        return max(around, key=lambda function: function.ir.start, default=None)
