"""`per-file-ignores` of the configuration: what they silence, and which of them are of no use."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from pathspec import GitIgnoreSpec

from fastlint.config import Config, Origin
from fastlint.engine_rules import UNUSED_IGNORE
from fastlint.finding import Finding
from fastlint.model import Module
from fastlint.selection import Selection, strength
from fastlint.source.span import Span

_TABLE = "per-file-ignores"


class PerFile:
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
