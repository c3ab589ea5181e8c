"""Code of a newer Python, spelled for an older one."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest

from fastlint.ir import nodes
from fastlint.ir.text import source
from fastlint.ir.walk import statements_in, subexpressions
from fastlint.source.respell import respelled

Lowered = Callable[[str], nodes.ModuleIR]


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("type X = int\n", "pass;X : int\n"),
        ("if a:\n    type  X[T] = int\n", "if a:\n    pass; X    : int\n"),
        ("lazy import a\nlazy from b import c\n", "pass;import a\npass;from b import c\n"),
        ("def f[T: int, *Ts](x): ...\n", "def f" + " " * 13 + "(x): ...\n"),
        ("class A[\n    T,\n](B): ...\n", "class A" + " " * 10 + "(B): ...\n"),
        ("try: ...\nexcept A, B , C: ...\n", "try: ...\nexcept A| B | C: ...\n"),
        ("try: ...\nexcept* A, B: ...\n", "try: ...\nexcept* A| B: ...\n"),
        ("try: ...\nexcept (A, B): ...\n", "try: ...\nexcept (A, B): ...\n"),
        ('x = (rf"{d["a"]}" "b")\n', 'x = (rf"xxxxxxxx" "b")\n'),
        ("x = t'{a}'\n", "x = f'xxx'\n"),
        ('x = f"{\n    a # why\n}"\n', 'x = f"' + "x" * 15 + '"\n'),
        (
            "x = [*a for a in b], {*a for a in b}, {**a for a in b}",
            "x = [ a for a in b], { a for a in b}, {  a for a in b}",
        ),
        ("\ftype X = int\n\n\f\ndef f[T](): ...\rtype Y = int", "\npass;X : int\n \n\ndef f   (): ...\npass;Y : int"),
        ("x = 1\r\ntype Y = int\r\n", "x = 1\r\npass;Y : int\r\n"),
    ],
)
def test_it_has_the_same_length_and_older_words(text: str, spelled: str) -> None:
    assert respelled(text) == spelled
    assert len(text) == len(spelled)
    ast.parse(spelled)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("def f[T](x: T) -> 'list[T]': return x\n", ["x"]),
        ("é = f'{d['a'].b(c)!r} {f'{e}'}'; lazy from m import n; use(é, n)\n", ["d['a'].b(c)", "e", "n"]),
        ("try: ...\nexcept A, B.C: use(x)\n", ["A", "B.C", "x"]),
        ("x = [*a for a in b.c]\n", ["b.c"]),
        ("x = f'''{\n    a(\n        f\"{b[\"c\"]}\"\n    )\n}'''\n", ['a(\n        f"{b["c"]}"\n    )', 'b["c"]']),
    ],
)
def test_places_are_those_in_the_text(lowered: Lowered, text: str, pieces: list[str]) -> None:
    found = [text[e.start : e.end] for e in expressions(lowered(text))]
    assert [piece for piece in pieces if piece not in found] == []


def expressions(ir: nodes.ModuleIR) -> list[nodes.Expr]:
    tops: list[nodes.Expr] = []
    for body in [ir.body, *(s.body for s in ir.body if isinstance(s, nodes.Function))]:
        for statement in statements_in(body):
            fields = (getattr(statement, name, None) for name in ("value", "test"))
            tops += [value for value in fields if isinstance(value, nodes.Node)]  # type: ignore[misc]
            if isinstance(statement, nodes.Try):
                tops += [h.exception for h in statement.handlers if h.exception is not None]
    return [inner for top in tops for inner in subexpressions(top)]


def test_an_alias_is_an_assignment_whose_value_may_be_quoted(lowered: Lowered) -> None:
    (alias,) = lowered("type X[T] = dict[str, 'Y']\n").body
    assert isinstance(alias, nodes.Assign)
    assert source(alias.value) == "dict[str, Y]"
    assert alias.annotation is None


def test_exceptions_without_brackets_are_a_tuple(lowered: Lowered) -> None:
    (statement,) = lowered("try: ...\nexcept A, B.C: ...\n").body
    assert isinstance(statement, nodes.Try)
    assert source(statement.handlers[0].exception) == "(A, B.C)"
