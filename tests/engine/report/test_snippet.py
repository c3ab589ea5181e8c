"""Marks stand under what they mark."""

from __future__ import annotations

from pathlib import Path

import pytest
from literal_reports import HOSTILE, span

from fastlint.report.snippet import Mark, snippet
from fastlint.source.lines import Lines


def shown(
    folder: Path, text: str, *marks: tuple[int, int, int, str], end_line: int = 0, is_secret: bool = False
) -> list[str]:
    (folder / "a.py").write_bytes(text.encode("utf-8", "surrogatepass"))
    drawn = [
        Mark(span("a.py", line, start, end, end_line), label, "^", "error", is_secret)
        for line, start, end, label in marks
    ]
    rows = snippet(drawn, Lines(str(folder)), 2)
    return ["".join(text for text, _ in row).rstrip() for row in rows]


def test_a_mark_is_drawn_under_its_region_with_its_label(tmp_path: Path) -> None:
    assert shown(tmp_path, "x = call(name)\n", (1, 10, 14, "comes from the client")) == [
        " 1 | x = call(name)",
        "   |          ^^^^ comes from the client",
    ]


def test_an_empty_region_still_shows(tmp_path: Path) -> None:
    assert shown(tmp_path, "x = 1\n", (1, 6, 6, "")) == [" 1 | x = 1", "   |      ^"]


def test_a_region_of_several_lines_is_drawn_on_its_first(tmp_path: Path) -> None:
    text = "x = call(\n    1,\n)\n"
    assert shown(tmp_path, text, (1, 5, 2, ""), end_line=3) == [" 1 | x = call(", "   |     ^^^^^"]


def test_lines_between_are_left_out_but_for_a_single_one(tmp_path: Path) -> None:
    text = "".join(f"line{number}\n" for number in range(1, 10))
    assert shown(tmp_path, text, (7, 1, 5, "c"), (1, 1, 5, "a"), (3, 1, 5, "b"), (8, 1, 5, "d")) == [
        " 1 | line1",
        "   | ^^^^ a",
        " 2 | line2",
        " 3 | line3",
        "   | ^^^^ b",
        "...",
        " 7 | line7",
        "   | ^^^^ c",
        " 8 | line8",
        "   | ^^^^ d",
    ]


def test_two_marks_share_a_line(tmp_path: Path) -> None:
    assert shown(tmp_path, "f(a, b)\n", (1, 3, 4, "one"), (1, 6, 7, "two")) == [
        " 1 | f(a, b)",
        "   |   ^ one",
        "   |      ^ two",
    ]


@pytest.mark.parametrize(
    ("line", "start", "end", "source", "mark"),
    [
        ("\tx = 1", 2, 3, "    x = 1", "    ^"),
        ("ab\tx", 4, 5, "ab  x", "    ^"),
        ("測試 = x", 6, 7, "測試 = x", "       ^"),
        ("'😀', x", 6, 7, "'😀', x", "      ^"),
        ("'e\u0301', x", 7, 8, "'e\u0301', x", "     ^"),
        ("'\x1b', x", 6, 7, "'\\x1b', x", "        ^"),
        ("'\u202e' + x", 7, 8, "'\\u202e' + x", "           ^"),
        ("x = 1   ", 5, 6, "x = 1", "    ^"),
    ],
)
def test_marks_stay_aligned(tmp_path: Path, line: str, start: int, end: int, source: str, mark: str) -> None:
    assert shown(tmp_path, f"{line}\n", (1, start, end, "")) == [f" 1 | {source}", f"   | {mark}"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_python_counts_them(tmp_path: Path, newline: str) -> None:
    text = newline.join(["a\x0c = '\u2028'", "b = 2", "c = 3"])
    assert shown(tmp_path, text, (2, 1, 2, "")) == [" 2 | b = 2", "   | ^"]


def test_a_long_line_is_cut_around_the_mark(tmp_path: Path) -> None:
    line = "a" * 5_000 + "NAME" + "b" * 5_000
    source, mark = shown(tmp_path, line, (1, 5_001, 5_005, ""))
    assert len(source) < 300
    assert source.startswith(" 1 | ...a")
    assert source.endswith("b...")
    assert source[mark.index("^") : mark.rindex("^") + 1] == "NAME"
    source, mark = shown(tmp_path, line, (1, 3, 9_000, ""))
    assert len(mark) <= len(source) < 300


def test_a_place_outside_the_text_is_no_error(tmp_path: Path) -> None:
    assert shown(tmp_path, "x\n", (9, 30, 40, "lost")) == [" 9 |", "   | ^ lost"]
    assert shown(tmp_path, "x\n", (1, 30, 40, "")) == [" 1 | x", "   |  ^"]


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_source_and_labels_are_shown_harmlessly(tmp_path: Path, kind: str) -> None:
    for row in shown(
        tmp_path, f"x = {HOSTILE[kind]}\n".replace("\ud800", "").replace("\udcff", ""), (1, 1, 2, HOSTILE[kind])
    ):
        assert row.isprintable()


@pytest.mark.parametrize(
    ("line", "start", "end", "source"),
    [
        ("KEY = 'b51f0e6a7c'  # x", 7, 19, "KEY = 'b51f******'  # x"),
        ("KEY = 'b51'", 7, 12, "KEY = 'b51'"),
        ("f('public', k=\"hunter22\", z='other')", 13, 25, "f('public', k=\"hunt****\", z='other')"),
        ("x = get('NAME', 'hunter22')", 5, 28, "x = get('NAME', 'hunt****')"),
        ('KEY = """b51f0e6a7c', 7, 3, 'KEY = """b51f******'),
        ("x = 'public'", 1, 2, "x = 'public'"),
    ],
)
def test_secrets_are_not_quoted(tmp_path: Path, line: str, start: int, end: int, source: str) -> None:
    end_line = 2 if '"""' in line else 0
    shown_source, mark = shown(tmp_path, f"{line}\n", (1, start, end, ""), end_line=end_line, is_secret=True)
    assert shown_source == f" 1 | {source}"
    assert mark.index("^") == 4 + start
