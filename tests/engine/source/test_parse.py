"""Text to tree, and every way to fail as a value."""

from __future__ import annotations

import ast
import sys
import warnings

import libcst as cst
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastlint.source.failure import Failure, FailureKind, Limits
from fastlint.source.parse import Tree, deep_recursion, is_python, parse, parse_expression
from fastlint.source.read import Source


def failure_of(text: str) -> Failure:
    failure = parse(Source(text))
    assert isinstance(failure, Failure)
    return failure


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# only a comment",
        "x = 1\r\ny = 2\r",
        "match x:\n    case {'a': [1, *_]}: pass\n",
        "type X[T = int] = list[T]\n",
        "x = f'{d['a']}' f\"{a:>{b}}\"\n",
        "x = t'{a}'\n",
        "try: pass\nexcept A, B: pass\n",
        "def f[**P](*args: *Ts, a, /, b=1, *, c): ...\n".replace("*args: *Ts, ", ""),
        "async def f():\n    return [x async for x in y if await x]\n",
    ],
)
def test_valid_text_becomes_a_tree_whatever_the_interpreter(text: str) -> None:
    assert isinstance(parse(Source(text)), Tree)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("x = 1\ndef f(:\n    pass\n", 2, 7),
        ("x = 'é' 1\n", 1, 9),
        ("class A:\n    def f(self):\n        return 1 +\n    x = 2\n", 3, 19),
        ("<<<<<<< HEAD\nx = 1\n", 1, 1),
        ("x = 1\r\ny = = 2\r\n", 2, 5),
        ("x = 1\ry = = 2\r", 2, 5),
        ("\n\nx = 'abc\n", 3, 5),
        ("x = 1\n  y = 2\n", 2, None),
        ("try:\n    pass\nx = 1\n", 3, None),
        ("x = (1,\ny = 2\n", 1, 5),
        ("if x:\n\ty = 1\n        z = 2\n", 3, None),
        ("type X = int\nx = t'{a}'\n\ny = = 3\n", 4, 5),
    ],
)
def test_a_syntax_error_has_its_place(text: str, line: int, column: int | None) -> None:
    failure = failure_of(text)
    assert failure.kind is FailureKind.SYNTAX
    assert failure.is_syntax
    assert failure.reason.startswith("is not valid Python: ")
    assert (failure.line, failure.column) == (line, column or failure.column)


def test_the_reason_is_short_however_long_the_file() -> None:
    assert len(failure_of("x = (" + "'a' " * 5000 + "1 1)").reason) < 200


def test_nothing_is_printed_or_warned(capfd: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        failure_of("x = '\\d'\nif x is 1: pass\nassert (1, 'x')\n)\n")
    assert capfd.readouterr() == ("", "")


ERRORS = [
    RecursionError(),
    MemoryError(),
    LookupError("x"),
    NotImplementedError(),
    cst.CSTValidationError("odd"),
    ValueError(),
]
OF_MACHINE = {RecursionError: FailureKind.LIMIT, MemoryError: FailureKind.CRASH}


@pytest.mark.parametrize("error", ERRORS)
def test_whatever_libcst_raises_becomes_a_failure(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> cst.Module:
        raise error

    monkeypatch.setattr("libcst.parse_module", fail)
    assert isinstance(parse(Source("x = 1\n")), Tree)
    assert failure_of("x = = 1\n").kind is OF_MACHINE.get(type(error), FailureKind.SYNTAX)


@pytest.mark.parametrize("error", [error for error in ERRORS if not isinstance(error, SyntaxError)])
def test_whatever_the_interpreter_raises_becomes_a_failure(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> ast.Module:
        raise error

    monkeypatch.setattr("ast.parse", fail)
    assert failure_of("x = 1\n").kind is OF_MACHINE.get(type(error), FailureKind.LIMIT)
    assert not is_python(Source("x = 1\n"))
    assert parse_expression("never seen") is None


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("x = " + "(" * 2000 + ")" * 2000, "max-nesting"),
        ("match a:\n    case " + "[" * 26 + "x" + "]" * 26 + ": pass\n", "max-pattern-nesting"),
        ("x = " + "a + " * 5000 + "a", "max-chain"),
        ("x = 1\n" + "\n" * 1_000_000, "max-blank-lines"),
    ],
)
def test_what_the_parser_cannot_take_is_refused_before(text: str, option: str) -> None:
    failure = failure_of(text)
    assert failure.kind is FailureKind.LIMIT
    assert not failure.is_syntax
    assert option in failure.reason


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "f(" * 199 + ")" * 199,
        "x = a" + ".b" * 500,
        "x = " + "a + " * 500 + "a",
        "x = " + "a if b else " * 500 + "c",
        "if a: pass\n" + "elif b: pass\n" * 500,
        "match a:\n    case " + "{1: " * 8 + "x" + "}" * 8 + ": pass\n",
        "x = (" + "'a' " * 2000 + ")",
    ],
)
def test_what_is_within_the_limits_is_parsed(text: str) -> None:
    assert isinstance(parse(Source(text)), Tree)


def test_limits_can_be_changed() -> None:
    assert isinstance(parse(Source("x = ((1))"), Limits(max_nesting=1)), Failure)


def test_an_expression_in_a_string() -> None:
    assert isinstance(parse_expression("list[int]"), ast.Subscript)
    assert parse_expression("not python (") is None
    assert parse_expression("") is None
    assert parse_expression("(" * 3000 + ")" * 3000) is None
    assert parse_expression("\0\ud800") is None


def test_the_recursion_limit_is_given_back() -> None:
    before = sys.getrecursionlimit()
    with deep_recursion():
        assert sys.getrecursionlimit() >= 20_000
    failure_of("x = = 1")
    assert sys.getrecursionlimit() == before


@given(st.text(alphabet="abf'\"#\\\n\r\t ()[]{}:,;.=1@\0\x0c\ufeff\ud800", max_size=40))
def test_no_text_ends_the_run(text: str) -> None:
    result = parse(Source(text))
    if isinstance(result, Failure):
        assert result.line >= 1
        assert result.column >= 1
