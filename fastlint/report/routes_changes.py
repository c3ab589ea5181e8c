"""What became of the routes since an earlier inventory: appeared, vanished, protected otherwise."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import cast

from fastlint.problem import Problem
from fastlint.report.harmless import harmless
from fastlint.report.wording import counted

_WORDS = {True: "protected", False: "public", None: "?"}
_ORDER = (False, None, True)
_PARAMETER = re.compile(r"\{[^{}:]*")

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Served:
    """One method of one path, with the weakest protection of the routes that share it."""

    app: str
    method: str
    path: str
    auth: bool | None
    rights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences, each in the order of the inventory that holds it."""

    appeared: tuple[Served, ...]
    vanished: tuple[Served, ...]
    changed: tuple[tuple[Served, Served], ...]

    @property
    def lost(self) -> list[tuple[Served, Served]]:
        """What was protected and is so no more, or is not known to be."""
        return [(old, new) for old, new in self.changed if old.auth is True and new.auth is not True]


def read(file: str) -> list[Served]:
    """The routes of an inventory written by `--format json`; raises `Problem` for anything else."""
    try:
        with open(file, encoding="utf-8-sig") as stream:
            return served(json.load(stream))
    except OSError as error:
        raise Problem(f"{file}: cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Problem(f"{file}: is no inventory made by `fastlint routes --format json`") from error


def served(document: object) -> list[Served]:
    """The routes of an inventory, method by method."""
    found: dict[Key, Served] = {}
    lists = cast("dict[str, list[dict[str, object]]]", document)
    for route in (*lists["routes"], *lists.get("library_routes", ())):
        rights = sorted({*_texts(route.get("roles", [])), *_texts(route.get("scopes", []))})
        for method in ["WS"] if route["kind"] == "websocket" else _texts(route["methods"]):
            one = Served(str(route.get("app") or ""), method, _text(route["path"]), _auth(route["auth"]), tuple(rights))
            key = _exactly(one)
            found[key] = min(found.get(key, one), one, key=lambda served: _ORDER.index(served.auth))
    return list(found.values())


def compare(old: Iterable[Served], new: Iterable[Served]) -> Changes:
    """Pair the routes by app, method and path; those left over without the app, which may have been renamed."""
    vanished, appeared = list(old), list(new)
    pairs: list[tuple[Served, Served]] = []
    for key in (_exactly, _loosely):
        waiting: dict[Key, list[Served]] = {}
        for one in vanished:
            waiting.setdefault(key(one), []).append(one)
        found = [(waiting[key(one)].pop(0), one) for one in appeared if waiting.get(key(one))]
        pairs += found
        vanished, appeared = _without(vanished, [o for o, _ in found]), _without(appeared, [n for _, n in found])
    changed = [(old, new) for old, new in pairs if (old.auth, old.rights) != (new.auth, new.rights)]
    return Changes(tuple(appeared), tuple(vanished), tuple(changed))


def render(changes: Changes) -> str:
    """The changes in words, what lost its protection first, and the totals."""
    lost = changes.lost
    other = [pair for pair in changes.changed if pair not in lost]
    totals = (
        f"{counted(len(lost), 'route')} lost protection, {len(other)} changed otherwise, "
        f"{len(changes.appeared)} appeared, {len(changes.vanished)} vanished"
    )
    lines = [
        *_section("Lost protection", [f"{_name(new)}  {_state(old)} -> {_state(new)}" for old, new in lost]),
        *_section("Changed protection", [f"{_name(new)}  {_state(old)} -> {_state(new)}" for old, new in other]),
        *_section("Appeared", [f"{_name(one)}  {_state(one)}" for one in changes.appeared]),
        *_section("Vanished", [f"{_name(one)}  {_state(one)}" for one in changes.vanished]),
        totals,
    ]
    return "".join(f"{harmless(line)}\n" for line in lines)


def as_json(changes: Changes) -> str:
    """The changes for programs."""
    return json.dumps(as_document(changes), indent=2) + "\n"


def as_document(changes: Changes) -> dict[str, object]:
    """The same, to be part of another document."""
    lost = changes.lost
    return {
        "version": 1,
        "lost": [{"old": asdict(old), "new": asdict(new)} for old, new in lost],
        "changed": [{"old": asdict(old), "new": asdict(new)} for old, new in changes.changed if (old, new) not in lost],
        "appeared": [asdict(one) for one in changes.appeared],
        "vanished": [asdict(one) for one in changes.vanished],
    }


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from (f"{title}:", *(f"  {line}" for line in lines), "")


def _name(one: Served) -> str:
    return f"{one.method} {one.path}"


def _state(one: Served) -> str:
    return _WORDS[one.auth] + (f" [{', '.join(one.rights)}]" if one.rights else "")


def _without(many: list[Served], some: list[Served]) -> list[Served]:
    gone = set(map(id, some))
    return [one for one in many if id(one) not in gone]


def _loosely(one: Served) -> Key:
    """The name of a parameter does not matter to the caller."""
    return "", one.method, _PARAMETER.sub("{", one.path)


def _exactly(one: Served) -> Key:
    return one.app, one.method, _PARAMETER.sub("{", one.path)


def _texts(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError("a list of texts is expected")
    return [_text(text) for text in value]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is expected")
    return value


def _auth(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise TypeError("true, false or null is expected")
