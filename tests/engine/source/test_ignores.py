"""Which lines an ignore comment speaks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastlint.source import ignores
from fastlint.source.ignores import Ignore, read_ignores


def lines(text: str) -> list[tuple[int, int, int]]:
    return [(ignore.line, ignore.first, ignore.last) for ignore in read_ignores(text)]


def test_a_trailing_comment_speaks_for_its_line() -> None:
    assert read_ignores("a = 1\nb = 2  # fastlint: ignore[sql-injection]\n") == (
        Ignore(2, 2, 2, ("sql-injection",), ""),
    )


@pytest.mark.parametrize(
    ("comment", "names", "reason"),
    [
        ("# fastlint: ignore[a]", ("a",), ""),
        ("#fastlint:ignore[a]", ("a",), ""),
        ("# fastlint: ignore[a, B101 ,c] the value is constant", ("a", "B101", "c"), "the value is constant"),
        ("# fastlint: ignore[a]: see issue 5", ("a",), "see issue 5"),
        ("# fastlint: ignore[a] - it's [not] read", ("a",), "it's [not] read"),
        ("# noqa: E501  # fastlint: ignore [a]", ("a",), ""),
        ("# fastlint: ignore[a,,]", ("a",), ""),
    ],
)
def test_names_and_reason(comment: str, names: tuple[str, ...], reason: str) -> None:
    assert read_ignores(f"x = 1  {comment}\n") == (Ignore(1, 1, 1, names, reason),)


def test_two_in_one_comment() -> None:
    found = read_ignores("x = 1  # fastlint: ignore[a] one # fastlint: ignore[b] two\n")
    assert [(ignore.names, ignore.reason) for ignore in found] == [(("a",), "one"), (("b",), "two")]


@pytest.mark.parametrize(
    "rest", ["ignore", "ignore[]", "ignore[ , ]", "ignore[a", "ignor[a]", "ignore-file[a]", "off", ""]
)
def test_one_that_names_nothing_silences_nothing(rest: str) -> None:
    (ignore,) = read_ignores(f"x = (\n1  # fastlint: {rest}\n)\n# fastlint: file-{rest}\n")[:1]
    assert (ignore.line, ignore.names) == (2, ())


def test_a_whole_file() -> None:
    assert read_ignores("import os\n# fastlint: file-ignore[a] generated\n") == (Ignore(2, 0, 0, ("a",), "generated"),)
    assert lines("import os\n# fastlint: file-ignore[]\n") == [(2, 2, 2)]


def test_a_comment_on_its_own_line_speaks_for_the_logical_line_below() -> None:
    text = "# fastlint: ignore[a]\n# because\n@app.get(\n    '/x',\n)\ndef f(): ...\n"
    assert lines(text) == [(1, 3, 5)]


def test_a_blank_line_or_the_end_cuts_it_off() -> None:
    assert lines("# fastlint: ignore[a]\n\nx = 1\n") == [(1, 1, 1)]
    assert lines("if x:\n    y = 1\n    # fastlint: ignore[a]\n") == [(3, 3, 3)]
    assert lines("# fastlint: ignore[a]") == [(1, 1, 1)]


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_a_comment_inside_a_statement_speaks_for_all_of_it(place: int) -> None:
    parts = ["x = call(", "    1,", "", "    # old", ")"]
    parts[place] += "  # fastlint: ignore[a]"
    assert lines("import os\n" + "\n".join(parts) + "\ny = 2\n") == [(place + 2, 2, 6)]


def test_backslashes_and_long_strings_belong_to_the_line() -> None:
    assert lines('x = 1 + \\\n  2 + """\n\n"""  # fastlint: ignore[a]\n') == [(4, 1, 4)]


def test_of_a_compound_statement_only_the_head() -> None:
    text = "def f(\n    a,\n):  # fastlint: ignore[a]\n    return 1  # fastlint: ignore[b]\n"
    assert lines(text) == [(3, 1, 3), (4, 4, 4)]


def test_text_in_strings_is_no_comment() -> None:
    text = 'a = "# fastlint: ignore[a]"\nb = """\n# fastlint: ignore[b]\n"""\nc = f"# fastlint: ignore[{c}]"\n'
    assert read_ignores(text) == ()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_all_newlines_count(newline: str) -> None:
    text = newline.join(["x = 1", "# fastlint: ignore[a]", "y = (", "  1)", ""])
    assert lines(text) == [(2, 3, 4)]


def test_a_form_feed_is_no_newline() -> None:
    assert lines("x = 1\n\x0c# fastlint: ignore[a]\ny = '\x0b\u2028'\n") == [(2, 3, 3)]


@pytest.mark.parametrize("broken", ["x = f'{d['(']}'", "def f(:", "x = (", "'''", "  x = 1\n y = 2", "\0"])
def test_text_that_cannot_be_tokenized_is_read_line_by_line(broken: str) -> None:
    text = f"a = 1  # fastlint: ignore[a]\n# fastlint: ignore[b]\n# more\nb = '# fastlint: ignore[no]'\n{broken}\n"
    assert {(1, 1, 1), (2, 4, 4)} <= set(lines(text))
    assert all(ignore.names != ("no",) for ignore in read_ignores(text))


def test_text_without_the_mark_is_not_tokenized(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ignores.tokenize, "generate_tokens", None)
    assert read_ignores("x = 1  # noqa\n" * 1000) == ()


@given(st.text(alphabet="ab'\"#\\\n\r\t ()[]{}:,f", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    for ignore in read_ignores(f"{text}\n# fastlint: ignore[a]\n{text}"):
        assert ignore.first <= ignore.last


def test_a_hostile_comment_is_read_in_linear_time() -> None:
    text = "x = 1  # fastlint: ignore" + " " * 200_000 + "[" + "a," * 50_000
    assert lines(text) == [(1, 1, 1)]
    assert len(read_ignores("x = 1  # fastlint: ignore[" + "a," * 50_000 + "]")[0].names) == 50_000
