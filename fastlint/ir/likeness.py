"""Whether two lean forms say the same at the same places: what lies between the code may differ."""

from __future__ import annotations

import msgspec

from fastlint.ir.nodes import ModuleIR
from fastlint.source.depth import deep_recursion
from fastlint.source.lines import position

OFFSETS = frozenset({"start", "end", "name_start", "name_end"})
"""The fields of nodes that count characters of the file."""


def are_alike(one: ModuleIR, other: ModuleIR) -> bool:
    """Whether nothing that is made of `one` could differ if it were made of `other`.

    Offsets are compared as the lines and columns that they stand for: a longer comment moves the offsets of all that
    follows it, and nobody sees them.
    """
    if one == other:
        return True
    with deep_recursion():
        return (one.docstring, one.ignores, one.imports) == (other.docstring, other.ignores, other.imports) and (
            _Comparison(one.lines, other.lines).holds(one.body, other.body)
        )


class _Comparison:
    def __init__(self, lines: tuple[int, ...], other: tuple[int, ...]) -> None:
        self._lines, self._other = lines, other

    def holds(self, one: object, other: object) -> bool:
        """Whether two parts of the forms are alike."""
        if type(one) is not type(other):
            return False
        if isinstance(one, tuple) and isinstance(other, tuple):
            return len(one) == len(other) and all(map(self.holds, one, other))
        if isinstance(one, msgspec.Struct):
            return all(
                self._is_place_same(getattr(one, name), getattr(other, name))
                if name in OFFSETS
                else self.holds(getattr(one, name), getattr(other, name))
                for name in one.__struct_fields__
            )
        return one == other

    def _is_place_same(self, one: int, other: int) -> bool:
        return position(self._lines, one) == position(self._other, other)
