"""Code that other parsers take although Python refuses it."""

from __future__ import annotations

import pytest

from fastlint.analyse import analyse
from fastlint.source.failure import Failure


@pytest.mark.parametrize(
    ("text", "reason", "line", "column"),
    [
        ("x = 1\ny = b'\u00e9'\n", "ASCII", 2, None),
        ("x = '\\x1'\n", "unicode error", 1, None),
        ("x = f(a, '\\N{no such character}')\n", "unknown Unicode character name", 1, None),
        ("type X = int\n\n\nb'\u00e9'\n", "ASCII", 4, None),
        ("x = " + "9" * 5000, "Exceeds the limit", 1, None),
        ("try:\n    pass\nexcept ValueError, e:\n    raise\n", "must be parenthesized", 3, 8),
    ],
)
def test_it_is_a_syntax_error_with_its_place(text: str, reason: str, line: int, column: int | None) -> None:
    failure = analyse(text.encode())
    assert isinstance(failure, Failure)
    assert failure.is_syntax
    assert reason in failure.reason
    assert (failure.line, failure.column) == (line, column or failure.column)


@pytest.mark.parametrize(
    "text",
    [
        "class e(Exception): pass\ntry:\n    pass\nexcept ValueError, e:\n    raise\n",
        "try:\n    pass\nexcept ValueError, KeyError:\n    raise\n",
        "def f(x: '\"\\\\x1\"'): ...\n",
    ],
)
def test_newer_forms_and_what_is_only_quoted_are_none(text: str) -> None:
    assert not isinstance(analyse(text.encode()), Failure)
