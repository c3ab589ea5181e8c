"""What a requirement allows."""

from __future__ import annotations

import re

from fastlint.insight.versions import Numbers, Release

_CLAUSE = re.compile(r"(?P<operator>===?|<=|<|>=|>|~=|!=|~|\^)?\s{0,20}v?(?P<version>\d+(?:\.\d+)*)(?P<any>\.\*)?")


def ranged(file: str, line: int, text: str, wanted: str) -> Release:
    """A requirement: the version it pins, or the newest that its upper bounds allow."""
    tops = []
    for clause in _CLAUSE.finditer(wanted):
        stated = numbers(clause["version"])
        if clause["operator"] in ("==", "===") and not clause["any"]:
            return Release(stated, file, line, text, True)
        top = _top(clause["operator"] or "", stated)
        if any(top):  # a bound below 1.0 alone leaves every release of series 0
            tops.append(top)
    return Release(min(tops, default=()), file, line, text)


def _top(operator: str, version: Numbers) -> Numbers:
    """The newest version that one clause allows, () when it sets no upper bound."""
    match operator:
        case "==" | "===" | "<=":
            return version
        case "<":
            return _before(version)
        case "~=":
            return version[:-1]
        case "~":
            return version[:2] if len(version) > 1 else version
        case "^":
            return version[:2] if version[0] == 0 else version[:1]
    return ()


def _before(version: Numbers) -> Numbers:
    """The newest version below `version`: 0.115 for 0.116 and 0.116.0, 0.115.1 for 0.115.2, 1 for 2.0."""
    while version and version[-1] == 0:
        version = version[:-1]
    return (*version[:-1], version[-1] - 1) if version else ()


def numbers(version: str) -> Numbers:
    """The numbers of a version as it is written, without what marks a preview."""
    return tuple(int(part[:9]) for part in version.split("."))
