"""What the parser is not given, and that ordinary code passes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastlint.source.failure import DEFAULTS, Failure, FailureKind, Limits
from fastlint.source.preflight import preflight

SMALL = Limits(max_nesting=10, max_pattern_nesting=3, max_chain=20, max_blank_lines=5)


def refused(text: str, limits: Limits = SMALL) -> str:
    """The option that refuses `text`, "" when none does."""
    failure = preflight(text, limits)
    if failure is None:
        return ""
    assert failure.kind is FailureKind.LIMIT
    return failure.reason.split("`")[1 if "max" in failure.reason.split("`")[1] else 3]


NESTED: dict[str, Callable[[int], str]] = {
    "parens": lambda n: "x = " + "(" * n + "1" + ")" * n,
    "mixed": lambda n: "x = " + "([{" * (n // 3) + "(" * (n % 3) + "1" + ")" * (n % 3) + "}])" * (n // 3),
    "calls": lambda n: "x = " + "f(" * n + ")" * n,
    "lines": lambda n: "x = " + "[\n" * n + "]\n" * n,
    "unclosed": lambda n: "x = " + "(" * n,
    "annotation": lambda n: "x: " + "a[" * n + "]" * n + " = 1",
    "string hole": lambda n: 'x = f"{' + "(" * (n - 1) + "1" + ")" * (n - 1) + '}"',
    "nested strings": lambda n: "x = " + 'f"{' * n + "1" + '}"' * n,
    "triple": lambda n: 'x = rf"""a { ' + "[" * (n - 1) + "]" * (n - 1) + '}"""',
    "template": lambda n: "x = t'{" + "(" * (n - 1) + "1" + ")" * (n - 1) + "}'",
    "format": lambda n: "x = f'{a:" + "{b:" * (n - 1) + "}" * (n - 1) + "}'",
}


@pytest.mark.parametrize("kind", NESTED)
def test_brackets(kind: str) -> None:
    assert refused(NESTED[kind](10)) == ""
    assert refused(NESTED[kind](11)) == "max-nesting"


CHAINS: dict[str, Callable[[int], str]] = {
    "sum": lambda n: "x = " + "a + " * n + "a",
    "sum over lines": lambda n: "x = (a\n" + "  + a\n" * (n - 1) + ")",
    "sum with backslashes": lambda n: "x = a" + " \\\n - a" * n,
    "calls in a sum": lambda n: "x = " + "f(a, b) + " * (n // 2) + "a" + "()" * (n % 2),
    "attributes": lambda n: "x = a" + ".b" * n,
    "methods": lambda n: "x = a" + ".b()" * (n // 2) + ".c" * (n % 2),
    "subscripts": lambda n: "x = a" + "[0]" * n,
    "power": lambda n: "x = " + "a ** " * n + "a",
    "division": lambda n: "x = " + "a // " * n + "a",
    "shift": lambda n: "x = " + "a << " * n + "a",
    "signs": lambda n: "x = " + "-" * n + "a",
    "not": lambda n: "x = " + "not " * n + "a",
    "and": lambda n: "x = " + "a and " * n + "a",
    "ternary": lambda n: "x = " + "a if b else " * n + "c",
    "lambda": lambda n: "x = " + "lambda a, b: " * n + "c",
    "comprehension": lambda n: "x = " + "a for a, b in " * n + "c",
    "union": lambda n: "x: " + "A | " * n + "A",
    "elif": lambda n: "if a: pass\n" + "elif a: pass\n" * n,
    "nested elif": lambda n: "if a: pass\nelif b:\n  if a: pass\n" + "  elif a: pass\n" * (n - 1),
    "in a string": lambda n: "x = f'{" + "a + " * (n - 1) + "a}'",
}


@pytest.mark.parametrize("kind", CHAINS)
def test_chains(kind: str) -> None:
    assert refused(CHAINS[kind](20)) == ""
    assert refused(CHAINS[kind](21)) == "max-chain"


LONG = {
    "list of sums": "x = [" + "a + b, " * 1000 + "]",
    "statements": "x = a.b + c\n" * 1000,
    "on one line": "x = a.b + c;" * 1000,
    "lambdas": "x = {" + "1: lambda a, b: a + b, " * 1000 + "}",
    "comprehensions": "x = [" + "[a + b for a, b in c], " * 1000 + "]",
    "keywords": "f(" + "a=b.c if d else e, " * 1000 + ")",
    "text": "x = (" + "'a' " * 1000 + ")",
    "templates": "x = (" + "f'{a.b}' " * 1000 + ")",
    "smileys": "x = ':(' + '[(' + \"{(\"\n" * 1000,
    "docstrings": "'''Not ( [ { closed.'''\n" * 1000,
    "escapes": "x = 'it\\'s ('\ny = \"\\\"(\"\n" * 1000,
    "comments": "# ( [ {\n" * 1000,
    "literal braces": "x = f'{{(' f'}}[' rf'\\{a}({{' f'\\N{BULLET}('\n" * 1000,
    "templates with the same quote": "x = f'{d['(']}' f\"{d[\"[\"]:>{w}}\"\n" * 1000,
    "conditions": "if a:\n  pass\nelif b:\n  pass\nelse:\n  pass\n" * 1000,
    "nested conditions": "if a:\n  if b: pass\n  elif c: pass\nelif d: pass\n" * 1000,
    "blank lines": "x = 1\n\n\n\n\n\n" * 1000,
    "names like keywords": "x = android + ifs + format + norm + in_ + lambdas\n" * 1000,
    "strings after keywords": "x = 'a' if'b'or'c'in'd'else'e'\n" * 1000,
}


@pytest.mark.parametrize("kind", LONG)
def test_what_is_long_without_being_deep_passes(kind: str) -> None:
    assert refused(LONG[kind]) == ""


@pytest.mark.parametrize("pattern", ["[{}]", "({})", "A(b={})", "{{1: {}}}", "[*_, A({})]"])
def test_patterns(pattern: str) -> None:
    def case(depth: int) -> str:
        text = "x"
        for _ in range(depth):
            text = pattern.format(text)
        return f"match a:\n    case {text}:\n        pass\n"

    per_level = case(1).count("[") + case(1).count("(") + case(1).count("{")
    assert refused(case(3 // per_level)) == ""
    assert refused(case(3 // per_level + 1)) == "max-pattern-nesting"


def test_only_patterns_are_patterns() -> None:
    assert refused("match a:\n    case b: x = f(g(h(i(1))))\n") == ""
    assert refused("x = [\ncase((((1))))]\n") == ""
    assert refused("case = f(g(h(i(1))))\ncases = [[[[]]]]\n".removeprefix("case = f(g(h(i(1))))\n")) == ""


@pytest.mark.parametrize("blank", ["\n", "\r\n", "\r", "  \n", "\t\f\n"])
def test_blank_lines(blank: str) -> None:
    assert refused("x = 1\n" + blank * 5 + "y = 1\n") == ""
    assert refused("x = 1\n" + blank * 6 + "y = 1\n") == "max-blank-lines"
    assert refused("x = (1\n" + blank * 6 + ")\n") == "max-blank-lines"


def test_the_failure_says_what_where_and_which_option() -> None:
    failure = preflight("import os\n\nx = " + "(" * 11, SMALL)
    expected = "has brackets nested deeper than `max-nesting` allows (10)"
    assert failure == Failure(FailureKind.LIMIT, expected, 3, 16)


def test_the_standard_library_passes() -> None:
    folder = Path(ast_file := sys.modules["os"].__file__ or "").parent
    files = [
        *sorted(folder.glob("*.py"))[:150],
        *folder.glob("test/test_fstring.py"),
        *folder.glob("test/test_grammar.py"),
    ]
    assert ast_file
    assert len(files) > 100
    for file in files:
        assert preflight(file.read_text(encoding="utf-8", errors="replace"), DEFAULTS) is None, file


HOSTILE = {
    "open strings": '"""\\"' * 50_000,
    "open triple quotes": "'''\\" * 60_000,
    "backslashes": "\\" * 200_000,
    "quotes": "'" * 200_001,
    "open templates": "f'''{" * 50_000,
    "open holes": "f'{'" * 50_000,
    "prefixes": "fr" * 100_000,
    "one word": "a" * 1_000_000,
    "one number": "1" * 1_000_000,
    "operators": "," * 300_000,
    "spaces": " " * 1_000_000,
    "continuations": "\\\n" * 300_000,
    "form feeds": "\n\x0c" * 300_000,
    "indentation": "\n" + " " * 500_000 + "if",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_time_is_linear(kind: str) -> None:
    start = time.process_time()
    preflight(HOSTILE[kind], Limits(10**9, 10**9, 10**9, 10**9, 10**9))
    assert time.process_time() - start < 5, "some seconds less than what a quadratic scan takes"


@given(st.text(alphabet="ab1'\"#\\\n\r\t ()[]{}:,;.+-f!=", max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    assert preflight(text, DEFAULTS) is None
    assert preflight(text + "(" * 250, Limits(max_chain=10_000)) is None or len(text) < 250 + 80


@given(st.integers(11, 40), st.text(alphabet="ab \n\t", max_size=5))
def test_depth_is_found_wherever_it_is(depth: int, space: str) -> None:
    assert refused(f"x = f('a', f\"{{b['(']}}\")\ny = {('(' + space) * depth}") == "max-nesting"
