"""Whether the record of a run still holds although sources were edited: when the analysis sees what it saw.

So it is with tests, which no application is connected with, with comments, and with the layout within a line. Only the
edited files are analysed, and nothing is linked and judged. In doubt, a record does not hold.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress

import msgspec

from fastlint.cache import sight as sights
from fastlint.cache.runs import Record, is_recent, state_of
from fastlint.cache.sight import Seen, Sight
from fastlint.connection import connected
from fastlint.ir.likeness import are_alike
from fastlint.ir.nodes import ModuleIR
from fastlint.lowering import Lowering
from fastlint.resources import Resources
from fastlint.source.lines import Lines
from fastlint.source.read import SourceFile, load

_MOST = 20
"""So many edited files are looked at one by one: among more, one will make a difference."""


def holds(record: Record, cache: str) -> bool:
    """Whether `record` is what a run on the files that were `edited` would say; it is then kept as theirs."""
    started = time.time_ns()
    try:
        sight = sights.decoded(record.sight)
        states = {path: state_of(path) for path in record.edited}
    except (msgspec.MsgspecError, OSError):
        return False
    paths = {os.fsdecode(path) for path in states}
    edited = [seen for seen in sight.files if seen.path in paths]
    if len(edited) != len(paths) or len(edited) > _MOST:
        return False
    with Lowering(sight.limits, Resources(cache, jobs=1)) as lowering:
        if not all(_is_alike(seen, lowering) for seen in edited):
            return False
        renewed = lowering.seen
    if not _is_quote_same(sight, edited) or not _is_choice_same(sight):
        return False
    files = tuple(renewed.get(seen.name, seen) for seen in sight.files)
    if any(is_recent(state, started) for state in states.values()):
        return True
    with suppress(OSError):
        record.renew(states, sights.encoded(msgspec.structs.replace(sight, files=files)))
    return True


def _is_alike(seen: Seen, lowering: Lowering) -> bool:
    """Whether the analysis of a file has the result that it had."""
    file = SourceFile(seen.name, seen.path)
    new = lowering.forms([file], lambda data: [data.keys()] if seen.is_analysed else [])[seen.name]
    if not seen.is_analysed:
        return new is None
    old = lowering.recalled(seen.key)
    return are_alike(old, new) if isinstance(old, ModuleIR) and isinstance(new, ModuleIR) else False


def _is_quote_same(sight: Sight, edited: Iterable[Seen]) -> bool:
    """Whether reports show the text that they showed."""
    for seen in edited:
        lines = Lines(os.path.dirname(seen.path))
        shown = sight.quoted.get(seen.name, {})
        name = os.path.basename(seen.path)
        if seen.name in sight.whole or any(lines.line(name, number) != text for number, text in shown.items()):
            return False
    return True


def _is_choice_same(sight: Sight) -> bool:
    """Whether the same files are connected with an application."""
    loaded = {seen.name: load(seen.path, sight.limits) for seen in sight.files}
    contents: Mapping[str, bytes] = {name: data for name, data in loaded.items() if isinstance(data, bytes)}
    return len(contents) == len(sight.files) and connected(contents, sight.words) == {
        seen.name for seen in sight.files if seen.is_analysed
    }
