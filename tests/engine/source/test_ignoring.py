"""Ignore comments that are written into a text: where they go, and that nothing else changes."""

from __future__ import annotations

import io
import tokenize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastlint.source.ignores import read_ignores
from fastlint.source.ignoring import Unwritable, with_ignores


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = 1\n", "x = 1  # fastlint: ignore[a]\n"),
        ("x = 1", "x = 1  # fastlint: ignore[a]"),
        ("x = 1   \r\ny = 2\r\n", "x = 1  # fastlint: ignore[a]\r\ny = 2\r\n"),
        ("x = 1\ry = 2\r", "x = 1  # fastlint: ignore[a]\ry = 2\r"),
        ("x = 1  # why\n", "x = 1  # why  # fastlint: ignore[a]\n"),
        ("x = 1  # fastlint: ignore[b] known\n", "x = 1  # fastlint: ignore[b, a] known\n"),
        ("x = 1  # fastlint: ignore[]\n", "x = 1  # fastlint: ignore[a]\n"),
        ("x = f(\n    1,\n)\n", "x = f(\n    1,\n)  # fastlint: ignore[a]\n"),
        ('x = """\n# fastlint: ignore[b]\n"""\n', 'x = """\n# fastlint: ignore[b]\n"""  # fastlint: ignore[a]\n'),
        ('x = "# fastlint: ignore[b]"\n', 'x = "# fastlint: ignore[b]"  # fastlint: ignore[a]\n'),
        ("x = 1 + \\\n    2\n", "x = 1 + \\\n    2  # fastlint: ignore[a]\n"),
        ("@app.get(\n    '/',\n)\ndef f(): ...\n", "@app.get(\n    '/',\n)  # fastlint: ignore[a]\ndef f(): ...\n"),
        ("x = 1; y = 2\n", "x = 1; y = 2  # fastlint: ignore[a]\n"),
        ("x = 'ä\u2028'\n", "x = 'ä\u2028'  # fastlint: ignore[a]\n"),
    ],
)
def test_the_comment_goes_behind_the_logical_line(before: str, after: str) -> None:
    assert with_ignores(before, {1: {"a"}}) == after


def test_several_on_one_line_and_a_reason() -> None:
    text = "x = f(\n    1,\n)\ny = 2\n"
    assert with_ignores(text, {1: {"b"}, 2: {"a"}, 4: {"c"}}, "see issue 5") == (
        "x = f(\n    1,\n)  # fastlint: ignore[a, b] see issue 5\ny = 2  # fastlint: ignore[c] see issue 5\n"
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("# nothing\n\n", 1, "line 1 holds no code to put the comment behind"),
        ("x = 1\n", 9, "line 9 holds no code"),
        ("x = (\n", 1, "the running Python cannot read the file's syntax"),
    ],
)
def test_what_cannot_be_ignored_is_said(text: str, line: int, message: str) -> None:
    with pytest.raises(Unwritable, match=message):
        with_ignores(text, {line: {"a"}})


_STATEMENTS = [
    "x = 1\n",
    "if x:\n    y = (\n",
    "        1,\n    )\n",
    "z = 'a' \\\n",
    "  'b'\n",
    "@d\n",
    "def f(): ...\n",
]
_OTHERS = ["# note\n", "\n", '"""doc\n', '"""\n', "\x0c\n", "x = '''#\n", "'''  # y\n", "a = {\r\n", "}\r\n"]
_PIECES = st.sampled_from([*_STATEMENTS, *_OTHERS, "x = 1  # fastlint: ignore[b] c\n"])


@given(st.lists(_PIECES, max_size=8).map("".join), st.integers(1, 12))
def test_the_code_never_changes(text: str, line: int) -> None:
    def code(text: str) -> list[tuple[int, str]]:
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        tokens = tokenize.generate_tokens(io.StringIO(plain).readline)
        return [(t.type, t.string) for t in tokens if t.type not in (tokenize.COMMENT, tokenize.NL)]

    try:
        changed = with_ignores(text, {line: {"a"}})
        before = code(text)
    except (Unwritable, tokenize.TokenError):  # the tokenizer reads no last line that goes on
        return
    assert code(changed) == before
    assert any("a" in ignore.names and ignore.first <= line <= ignore.last for ignore in read_ignores(changed))
    assert with_ignores(changed, {line: {"a"}}) == changed
