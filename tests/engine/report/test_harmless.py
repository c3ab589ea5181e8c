"""What reaches a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastlint.report.harmless import harmless, line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, é, 測試, 😀", "plain text, é, 測試, 😀"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("a\x9bb\x85", "a\\x9bb\\x85"),
        ("a\nb\r\tc\x00\x7f", "a\\nb\\r\\tc\\x00\\x7f"),
        ("\u202eevil\u2066", "\\u202eevil\\u2066"),
        ("a\u2028b\u200bc\ufeff", "a\\u2028b\\u200bc\\ufeff"),
        ("\udcff\ud800", "\\udcff\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("no\xa0break", "no\\xa0break"),
        ("全角\u3000空白", "全角\u3000空白"),
        ("[red]:smile:[/]", "[red]:smile:[/]"),
        ("", ""),
    ],
)
def test_what_is_not_plainly_visible_is_escaped(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(st.text())
def test_the_result_is_printable_and_settled(text: str) -> None:
    shown = harmless(text)
    assert shown.replace("\u3000", "").isprintable()
    assert harmless(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::warning::owned.py", r"\x3a:warning::owned.py"),
        ("  ::error::", r"  \x3a:error::"),
        ("##[error]owned", r"\x23#[error]owned"),
        ("app::main", "app::main"),
        (":ok", ":ok"),
    ],
)
def test_no_text_begins_like_a_command_to_a_workflow(text: str, shown: str) -> None:
    assert line(text) == shown
