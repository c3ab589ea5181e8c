"""The baseline of a run: what it silences, and what is left of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from fastlint.baseline import Baseline, Entry, today
from fastlint.engine_rules import UNUSED_IGNORE
from fastlint.finding import Finding
from fastlint.model import Module
from fastlint.selection import Selection
from fastlint.source.span import Span


class Known:
    """The entries of a baseline, and which of them were met."""

    def __init__(self, baseline: Baseline | None, selection: Selection, root: str, given: Sequence[str]) -> None:
        self._baseline = baseline
        self._selection = selection
        self._root = root
        self._given = given
        self._entries = {entry.fingerprint: entry for entry in baseline.entries} if baseline else {}
        self._met: set[str] = set()
        self.expired: list[Entry] = []
        self.silenced = 0

    def silences(self, finding: Finding) -> bool:
        """Whether an entry speaks of `finding` and its time is not over."""
        entry = self._entries.get(finding.fingerprint)
        if entry is None:
            return False
        self._met.add(entry.fingerprint)
        if entry.expires is not None and entry.expires < today():
            self.expired.append(entry)
            return False
        self.silenced += 1
        return True

    def note(self, finding: Finding) -> str:
        """What the entry about `finding` says."""
        return self._entries[finding.fingerprint].note

    def obsolete(self, modules: Iterable[Module]) -> list[Entry]:
        """The entries that nothing fits although the run looked where they are: their rules ran over their files."""
        if self._baseline is None or not self._covers(self._baseline):
            return []
        judged = {os.path.join(self._root, module.path) for module in modules}

        def is_seen(entry: Entry) -> bool:
            assert self._baseline is not None
            file = self._baseline.absolute(entry.path)
            return entry.rule in self._selection.enabled and (file in judged or not os.path.lexists(file))

        return [e for e in self._entries.values() if e.fingerprint not in self._met and is_seen(e)]

    def complaints(self, modules: Iterable[Module]) -> Iterator[Finding]:
        """Findings about entries of no use, each on its line of the baseline."""
        for entry in self.obsolete(modules):
            assert self._baseline is not None
            line = self._baseline.line(entry)
            path = os.path.relpath(self._baseline.file, self._root).replace(os.sep, "/")
            message = (
                f"The baseline speaks of `{entry.rule}` in `{entry.where}`, which is no longer reported. "
                "Remove it with `fastlint baseline prune`"
            )
            yield Finding(Span(path, line, 1, line, 1), message, rule=UNUSED_IGNORE)

    def _covers(self, baseline: Baseline) -> bool:
        """Whether the run was asked for all that the baseline was made over."""
        made_over = [baseline.absolute(path) for path in baseline.paths]
        return all(any(_is_below(path, given) for given in self._given) for path in made_over)


def _is_below(path: str, directory: str) -> bool:
    return path == directory or path.startswith(directory.rstrip(os.sep) + os.sep)
