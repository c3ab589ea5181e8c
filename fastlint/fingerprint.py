"""What a finding is known by from one run to the next, although the code around it moves."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from fastlint.finding import Finding
from fastlint.model import Function, Module
from fastlint.source.lines import Lines

_LENGTH = 32


def fingerprinted(
    findings: Iterable[Finding], modules: Iterable[Module], lines: Lines, directory: str = ""
) -> list[Finding]:
    """The findings with their fingerprints: by rule, by route or function, and by the text of the line.

    Equal ones are counted in the order of their places, so that none is lost and none depends on a line's number. What
    lies in no function is known by its module, a file without one by its path from `directory` (from where the run is
    made, when empty).
    """
    owners = Owners(modules, lines.root, directory)
    seen: Counter[tuple[str, ...]] = Counter()
    findings = list(findings)
    result = dict[int, str]()
    for index, finding in sorted(enumerate(findings), key=lambda entry: (entry[1].span, entry[1].message)):
        code = finding.rule.code if finding.rule else ""
        text = " ".join(lines.line(finding.span.path, finding.span.start_line).split())
        known_by = (code, owners.name(finding), text)
        seen[known_by] += 1
        told = "\0".join([*known_by, str(seen[known_by])])
        result[index] = hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()[:_LENGTH]
    return [replace(finding, fingerprint=result[index]) for index, finding in enumerate(findings)]


class Owners:
    """Which route or function a finding belongs to."""

    def __init__(self, modules: Iterable[Module], root: str, directory: str = "") -> None:
        self._modules = {module.path: module for module in modules}
        self._root, self._directory = root, directory

    def name(self, finding: Finding) -> str:
        """The route whose handler the finding lies in, else the innermost function around it, else its module or file.

        Which of several routes a rule names that lead to one place elsewhere hangs on their order: it is not asked.
        """
        function = self._around(finding)
        if finding.route is not None and function in (None, finding.route.handler):
            return str(finding.route)
        module = self._modules.get(finding.span.path)
        return function.name if function else module.name if module else self.path(finding.span.path)

    def path(self, path: str) -> str:
        """A path of a finding as it is seen from the directory."""
        if not self._directory or self._directory == self._root:
            return path
        return os.path.relpath(os.path.join(self._root, path), self._directory).replace(os.sep, "/")

    def _around(self, finding: Finding) -> Function | None:
        module = self._modules.get(finding.span.path)
        lines = module.ir.lines if module else ()
        if module is None or not 0 < finding.span.start_line <= len(lines):
            return None
        offset = lines[finding.span.start_line - 1] + finding.span.start_column - 1
        around = [function for function in module.functions if function.ir.start <= offset < function.ir.end]
        return max(around, key=lambda function: function.ir.start, default=None)
