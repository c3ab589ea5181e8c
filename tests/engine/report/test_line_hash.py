"""The hash by which GitHub follows an alert, against values that GitHub's own tests use."""

from __future__ import annotations

import time

import pytest

from fastlint.report.line_hash import line_hashes

GREETINGS = [
    *("e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1"),
    *("c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1"),
]


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
        (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", GREETINGS),
        (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", GREETINGS),
        (" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", GREETINGS),
        (" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", GREETINGS),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            [
                *(f"a7f2ff13bc495cf2:{count}" for count in range(1, 7)),
                *("a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1"),
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_known_values(text: str, hashes: list[str]) -> None:
    assert line_hashes(text) == hashes


def test_a_line_keeps_its_hash_when_code_above_it_changes() -> None:
    rest = "x = 1\n" + "y = 2\n" * 30
    assert line_hashes("import os\n" + rest)[1:] == line_hashes(rest)


def test_any_text_has_a_hash_for_each_line() -> None:
    text = "é\U0001f600\ud800\n\t\n" * 60
    assert len(line_hashes(text)) == text.count("\n") + 1


def test_a_long_file_takes_linear_time() -> None:
    start = time.process_time()
    assert len(line_hashes("x = call(argument)\n" * 20_000)) == 20_001
    assert time.process_time() - start < 5
