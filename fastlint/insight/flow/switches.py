"""Whether a point of the code is only reached while a setting is on, such as a debug mode."""

from __future__ import annotations

import re

from fastlint.insight.flow.facts import Facts
from fastlint.insight.flow.places import made_of, name_of
from fastlint.insight.flow.values import Called, Computed, Constant, Global, Part, Value


class Switches:
    """Settings by the words in their names."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = words
        self._named = re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, words))})(?![a-z])")
        self._known: dict[Facts, bool] = {}

    def is_on(self, facts: Facts) -> bool:
        """Whether one of the settings is known to be on."""
        if not self._words:
            return False
        found = self._known.get(facts)
        if found is None:
            found = self._known[facts] = any(self._names_setting(fact.value) for fact in facts if fact.outcome)
        return found

    def _names_setting(self, value: Value) -> bool:
        inside = made_of(value)
        asked = [a for v in inside if isinstance(v, Called) for a in v.args if isinstance(a, Constant)]
        asked += [o for v in inside if isinstance(v, Computed) for o in _compared_with(v)]
        return any(self._named.search(name_of(v).lower()) for v in (*inside, *asked))


def _compared_with(test: Computed) -> list[Constant]:
    """The texts that a setting is said to equal: an attribute, as in `settings.environment == "dev"`."""
    is_setting = any(isinstance(v, (Part, Global)) and getattr(v, "is_attribute", True) for v in test.operands)
    return [o for o in test.operands if isinstance(o, Constant)] if test.operator == "==" and is_setting else []
