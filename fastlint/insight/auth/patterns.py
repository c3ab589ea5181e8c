"""Regular expressions that middleware holds against the path: which paths it leaves out.

The expressions come from the code that is looked at, so only those are run that take no time: no group is repeated, and
little else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from fastlint.insight.auth.atoms import UNKNOWN, Known, Value, known
from fastlint.model import Pattern

METHODS: Final = ("match", "fullmatch", "search")
FUNCTIONS: Final = {f"re.{name}": name for name in METHODS}
_LONGEST, _LONGEST_TEXT = 300, 120
_MOST_REPEATED = 3
_REPEATED = re.compile(r"(?<!\\)[*+{]")
_REPEATED_GROUP = re.compile(r"\)[*+{]")


def of_pattern(pattern: Value, method: str, texts: list[Value]) -> Value:
    """What `pattern.match(text)` and the like give: something or None."""
    held = known(pattern)
    expression = held.text if isinstance(held, Pattern) else held
    text = known(texts[0]) if texts else None
    if not isinstance(expression, str) or not isinstance(text, str):
        return UNKNOWN
    found = _finds(expression, method, text)
    return UNKNOWN if found is None else (Known(found or None),)


@lru_cache(maxsize=4096)
def _finds(expression: str, method: str, text: str) -> bool | None:
    """Whether an expression is found; None where that is not worth finding out."""
    is_long = len(expression) > _LONGEST or len(text) > _LONGEST_TEXT
    if is_long or _REPEATED_GROUP.search(expression) or len(_REPEATED.findall(expression)) > _MOST_REPEATED:
        return None
    try:
        return getattr(re.compile(expression), method)(text) is not None
    except (re.error, RecursionError, OverflowError):
        return None
