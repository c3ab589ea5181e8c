"""Is a text with holes SQL, and does a hole stand for a value or for a name?"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum

from fastlint.insight.flow.texts import HOLE, OTHER

_STATEMENT = re.compile(
    r"""[\s(]*(
        select\b.*\bfrom\b | select\s+[\w*(\x00\x01'"] | insert\s+(or\s+\w+\s+)?into\b | update\b.*\bset\b | delete\s+from\b
        | replace\s+into\b | with\b.*\bas\b | create\s+(or\s+replace\s+)?\w+ | drop\s+(table|index|view|schema|database|user|role|column|trigger)\b
        | alter\s+\w+\b | truncate\b | merge\s+into\b | grant\b.*\bto\b | revoke\b.*\bfrom\b | explain\s+\w+ | pragma\s+\w+
        | copy\s+\S+\s+(from|to)\b | attach\s | set\s+(local\s+|session\s+)?[\w.\x00\x01]+\s*(=|\bto\b) | call\s+\S+\s*\( | refresh\s+materialized
        | lock\s+table\b | vacuum\b | analyze\b | notify\b | listen\b | show\s+\w+ | describe\s | use\s
    )""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_CLAUSE = re.compile(
    r"(?i)^\s*(where|and|or|order\s+by|limit|offset|group\s+by|having|join|left\s+join|inner\s+join|from|returning|values)\b"
)


class Place(StrEnum):
    """What a hole in SQL stands for."""

    VALUE = "value"
    NAME = "name"
    UNKNOWN = "unknown"


def is_sql(pieces: Sequence[object]) -> bool:
    """Whether the text, holes and all, is a statement of SQL or a clause of one."""
    text = _joined(pieces)
    return bool(_STATEMENT.match(_uncommented(text)) or _CLAUSE.match(text))


def place(pieces: Sequence[object]) -> Place:
    """What the flow's own hole stands for, by the parsed statement; unknown where it cannot be parsed."""
    text = _joined(pieces).replace("\x00", _HOLE).replace("\x01", "fastlint_other")
    import sqlglot
    from sqlglot import exp
    from sqlglot.errors import SqlglotError

    try:
        with _unheard("sqlglot"):
            tree = sqlglot.parse_one(text)
    except (SqlglotError, RecursionError, ValueError):
        return Place.UNKNOWN
    for literal in tree.find_all(exp.Literal):
        if literal.is_string and _HOLE in literal.name:
            return Place.VALUE
    for identifier in tree.find_all(exp.Identifier):
        if _HOLE in identifier.name:
            return _place_of(identifier.parent)
    return Place.UNKNOWN


_HOLE = "fastlint_hole"


@contextmanager
def _unheard(library: str) -> Iterator[None]:
    """A library that logs what it does not understand, for whoever wrote it: nobody wrote what is parsed here."""
    logger = logging.getLogger(library)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _place_of(node: object) -> Place:
    from sqlglot import exp

    if isinstance(node, exp.Table):
        return Place.NAME
    if not isinstance(node, exp.Column):
        return Place.NAME if isinstance(node, exp.Expression) else Place.UNKNOWN
    parent = node.parent
    if isinstance(parent, (exp.Limit, exp.Offset, exp.Tuple, exp.Values, exp.Between)):
        return Place.VALUE
    if isinstance(parent, (exp.Binary, exp.In)):
        return Place.NAME if parent.this is node else Place.VALUE
    if isinstance(parent, (exp.Ordered, exp.Select, exp.Group)):
        return Place.NAME
    return Place.UNKNOWN


def _joined(pieces: Sequence[object]) -> str:
    return "".join("\x00" if p is HOLE else "\x01" if p is OTHER else str(p) for p in pieces)


def _uncommented(text: str) -> str:
    return re.sub(r"^(\s*(--[^\n]*\n|/\*.*?\*/))+", "", text, flags=re.DOTALL)


_BOUND = re.compile(
    r"\blimit\b|\bselect\s+top\b|\bfetch\s+(?:first|next)\b|\bgroup\s+by\b|\bwhere\s+(?:\w+\.)?id\s*=", re.IGNORECASE
)
_AGGREGATE = re.compile(
    r"^\s*select\s+(?:(?:coalesce|round|ifnull|cast)\s*\(\s*)*(?:count|sum|min|max|avg|exists)\s*\(", re.IGNORECASE
)
_OWNED = re.compile(
    r"\bwhere\b.*?\b(?:(?:\w+_)?(?:user|owner|author|creator|member|profile)\d?_id|owner|author|created_by|user)\s*=",
    re.IGNORECASE | re.DOTALL,
)


def bounds_rows(text: str) -> bool:
    """Whether a query tells how many rows it gives at most, or adds them up."""
    return bool(_BOUND.search(text) or _AGGREGATE.search(text))


def asks_owner(text: str) -> bool:
    """Whether a query asks for what one person owns."""
    return bool(_OWNED.search(text))
