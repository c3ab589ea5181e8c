"""The findings that a project knows and lives with for now: a JSON file that survives edits of the code.

An entry is known by its fingerprint, never by a line. People may add a note to it, and a day (`expires`) from which on
it counts no more.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from fastlint.finding import Finding
from fastlint.fingerprint import Owners
from fastlint.model import Module
from fastlint.problem import Problem
from fastlint.source.rewrite import replace_file

DEFAULT_NAME = "fastlint-baseline.json"
_LARGEST = 256 * 1024 * 1024


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One known finding: where it was when it was written down, for the reader, and its fingerprint.

    `where` is the route or the function. `expires` is the last day on which it is silenced.
    """

    rule: str
    path: str
    where: str
    message: str
    fingerprint: str
    note: str = ""
    expires: date | None = None


class _Document(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: Literal[1]
    paths: tuple[str, ...]
    findings: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of `file` (absolute). `paths` are what it was made over, relative to its directory."""

    file: str
    paths: tuple[str, ...]
    entries: tuple[Entry, ...] = ()

    def absolute(self, path: str) -> str:
        """A path of the baseline, made absolute."""
        return os.path.normpath(os.path.join(os.path.dirname(self.file), path))

    def line(self, entry: Entry) -> int:
        """The line of an entry in the file, as far as it can be found."""
        try:
            with open(self.file, encoding="utf-8") as stream:
                return next((number for number, text in enumerate(stream, 1) if entry.fingerprint in text), 1)
        except (OSError, ValueError):
            return 1

    def write(self) -> None:
        """Write the file, whole or not at all, in an order that keeps differences small."""
        entries = sorted(self.entries, key=lambda entry: (entry.path, entry.rule, entry.where, entry.fingerprint))
        document = msgspec.to_builtins(_Document(version=1, paths=self.paths, findings=tuple(entries)))
        try:
            replace_file(self.file, (json.dumps(document, indent=2) + "\n").encode("ascii"))
        except OSError as error:
            raise Problem(f"{self.file}: cannot be written: {error.strerror}") from error


def read(file: str) -> Baseline:
    """The baseline in `file`; raises `Problem` with the place of what is wrong in it."""
    file = os.path.abspath(file)
    try:
        if not os.path.isfile(file) or os.path.getsize(file) > _LARGEST:
            raise Problem(f"{file}: no such baseline. `fastlint baseline create` makes one")
        with open(file, encoding="utf-8-sig") as stream:
            content = json.load(stream)
        document = msgspec.convert(content, _Document)
    except OSError as error:
        raise Problem(f"{file}: cannot be read: {error.strerror}") from error
    except json.JSONDecodeError as error:
        raise Problem(f"{file}:{error.lineno}: is no JSON: {error.msg}") from error
    except msgspec.ValidationError as error:
        raise Problem(
            f"{file}: is no baseline: {error}. Mend it, or make it anew with `fastlint baseline create`"
        ) from error
    except (ValueError, RecursionError) as error:
        raise Problem(f"{file}: is no JSON: {type(error).__name__}") from error
    return Baseline(file, document.paths, document.findings)


def made_over(file: str, paths: Sequence[str]) -> Baseline:
    """An empty baseline for what is found in `paths`."""
    file = os.path.abspath(file)
    return Baseline(file, tuple(sorted(_relative(path, file) for path in paths)))


def entries(
    findings: Iterable[Finding],
    modules: Iterable[Module],
    root: str,
    file: str,
    note: str = "",
    expires: date | None = None,
) -> list[Entry]:
    """The entries for `findings`, whose paths are relative to `root`."""
    owners = Owners(modules, root, os.path.dirname(os.path.abspath(file)))
    return [
        Entry(
            rule=finding.rule.name if finding.rule else "",
            path=_plain(owners.path(finding.span.path)),
            where=_plain(owners.name(finding)),
            message=_plain(finding.message),
            fingerprint=finding.fingerprint,
            note=note,
            expires=expires,
        )
        for finding in findings
    ]


def today() -> date:
    """The day by which entries expire."""
    return date.today()


def _relative(path: str, file: str) -> str:
    return os.path.relpath(os.path.abspath(path), os.path.dirname(file)).replace(os.sep, "/")


def _plain(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
