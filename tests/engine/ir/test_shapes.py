"""The shape that code takes in the lean form."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fastlint.ir import nodes
from fastlint.ir.text import source

Lowered = Callable[[str], nodes.ModuleIR]
Expression = Callable[[str], nodes.Expr]


def parts(template: nodes.Expr) -> list[object]:
    """A template's parts: text as it is, everything else as `<source>`."""
    assert isinstance(template, nodes.Template)
    return [p.value if isinstance(p, nodes.Literal) else f"<{source(p)}>" for p in template.parts]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("f'a{x}b{y.z}'", "f", ["a", "<x>", "b", "<y.z>"]),
        ("f'{{{x}}}'", "f", ["{", "<x>", "}"]),
        ("f'{x!r}'", "f", ["<repr(x)>"]),
        ("f'{x:>{width}}'", "f", ["<x>", "<width>"]),
        ("rf'\\d{x}'", "f", ["\\d", "<x>"]),
        ("f'\\t{x}'", "f", ["\t", "<x>"]),
        ("'a%sb%d' % (x, y)", "%", ["a", "<x>", "b", "<y>"]),
        ("'%s' % x", "%", ["<x>"]),
        ("'100%% %s' % x", "%", ["100% ", "<x>"]),
        ("'%(k)s!' % {'k': x}", "%", ["<x>", "!"]),
        ("'%(k)s' % d", "%", ["<d['k']>"]),
        ("'{} {}'.format(x, y)", "format", ["<x>", " ", "<y>"]),
        ("'{1}{0}'.format(x, y)", "format", ["<y>", "<x>"]),
        ("'{k.a}'.format(k=x)", "format", ["<x>"]),
        ("'{{}}{}'.format(x)", "format", ["{", "}", "<x>"]),
        ("'a' + x", "+", ["a", "<x>"]),
        ("x + 'a'", "+", ["<x>", "a"]),
        ("'a' + x + 'b' + 'c'", "+", ["a", "<x>", "bc"]),
        ("'a' f'{x}' 'b'", "+", ["a", "<x>", "b"]),
    ],
)
def test_text_put_together_is_a_template(expression: Expression, text: str, kind: str, expected: list[str]) -> None:
    template = expression(text)
    assert isinstance(template, nodes.Template)
    assert template.kind == kind
    found = parts(template)
    assert "".join(map(str, found)) == "".join(expected)
    assert [p for p in found if str(p).startswith("<")] == [p for p in expected if p.startswith("<")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'a' 'b'", "ab"),
        ("'a' + 'b'", "ab"),
        (r"'\x41\n'", "A\n"),
        (r"r'\n'", r"\n"),
        ('"""a\nb"""', "a\nb"),
        ("u'é'", "é"),
        ("''", ""),
        ("0x1F", 31),
        ("-1.5", -1.5),
        ("1e3", 1000.0),
        ("True", True),
        ("None", None),
    ],
)
def test_literals(expression: Expression, text: str, value: object) -> None:
    found = expression(f"({text})")
    assert isinstance(found, nodes.Literal)
    assert found.value == value
    assert type(found.value) is type(value)


def test_bytes_are_no_text(expression: Expression) -> None:
    found = expression(r"b'\xff'")
    assert isinstance(found, nodes.Bytes)
    assert found.value == b"\xff"


def test_an_integer_too_large_for_storage_is_unknown(expression: Expression) -> None:
    assert isinstance(expression("2 ** 3"), nodes.Operation)
    assert isinstance(expression("9" * 30), nodes.Unknown)
    assert isinstance(expression("0x" + "9" * 5000), nodes.Unknown)


@pytest.mark.parametrize(
    ("text", "operator", "operands"),
    [
        ("a and b and c", "and", ["a", "b", "c"]),
        ("a or b and c", "or", ["a", "b and c"]),
        ("a < b <= c", "and", ["a < b", "b <= c"]),
        ("a is not b", "is not", ["a", "b"]),
        ("a not in b", "not in", ["a", "b"]),
        ("not a", "not", ["a"]),
        ("a | b", "|", ["a", "b"]),
        ("a // b", "//", ["a", "b"]),
    ],
)
def test_operators(expression: Expression, text: str, operator: str, operands: list[str]) -> None:
    found = expression(text)
    assert isinstance(found, nodes.Operation)
    assert (found.operator, [source(o) for o in found.operands]) == (operator, operands)


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("'User'", "User"),
        ("'list[User]'", "list[User]"),
        ("list['User']", "list[User]"),
        ("'User' | None", "User | None"),
        ("Optional['a.User']", "Optional[a.User]"),
        ("Annotated['User', Depends('text')]", "Annotated[User, Depends('text')]"),
        ("Literal['a', 'b']", "Literal['a', 'b']"),
        ("typing.Literal['a']", "typing.Literal['a']"),
        ("Callable[['A'], 'B']", "Callable[[A], B]"),
    ],
)
def test_quoted_annotations_are_what_they_quote(lowered: Lowered, written: str, means: str) -> None:
    imports = "import typing\nfrom typing import Annotated, Callable, Literal, Optional\n"
    *_, function = lowered(f"{imports}def f(x: {written}) -> {written}: ...\n").body
    assert isinstance(function, nodes.Function)
    assert source(function.parameters[0].annotation) == means
    assert source(function.returns) == means


def test_the_text_of_a_starred_literal_stays_text(lowered: Lowered) -> None:
    *_, function = lowered("from typing import *\ndef f(x: Literal['a']): ...\n").body
    assert isinstance(function, nodes.Function)
    assert source(function.parameters[0].annotation) == "Literal['a']"


def test_a_quoted_annotation_lies_where_the_string_lies(lowered: Lowered) -> None:
    text = "def f(x: 'list[User]'): ...\n"
    (function,) = lowered(text).body
    assert isinstance(function, nodes.Function)
    noted = function.parameters[0].annotation
    assert isinstance(noted, nodes.Subscript)
    assert text[noted.start : noted.end] == "'list[User]'"
    assert text[noted.index.start : noted.index.end] == "'list[User]'"


def test_text_that_is_no_annotation_stays_text(lowered: Lowered) -> None:
    (function,) = lowered("def f(x: 'not an expression'): ...\n").body
    assert isinstance(function, nodes.Function)
    assert isinstance(function.parameters[0].annotation, nodes.Literal)


def test_parameters(lowered: Lowered) -> None:
    (function,) = lowered("def f(a, /, b, c: int = 1, *d, e, g=2, **h): ...\n").body
    assert isinstance(function, nodes.Function)
    assert [(p.name, p.kind, p.default is not None) for p in function.parameters] == [
        ("a", "positional", False),
        ("b", "either", False),
        ("c", "either", True),
        ("d", "args", False),
        ("e", "keyword", False),
        ("g", "keyword", True),
        ("h", "kwargs", False),
    ]


def test_calls(expression: Expression) -> None:
    call = expression("f(a, *b, c=1, **d)")
    assert isinstance(call, nodes.Call)
    assert [type(a).__name__ for a in call.args] == ["Ref", "Star"]
    assert [k.name for k in call.keywords] == ["c", ""]
    assert call.argument(0) is call.args[0]
    assert call.argument(1) is None
    assert source(call.argument(5, "c")) == "1"


@pytest.mark.parametrize(
    ("text", "is_async", "is_generator"),
    [
        ("def f(): return 1", False, False),
        ("async def f(): return 1", True, False),
        ("def f(): yield", False, True),
        ("def f(): x = yield 1", False, True),
        ("def f(): yield from x", False, True),
        ("def f():\n    def g(): yield\n", False, False),
        ("def f(): return lambda: (yield)", False, False),
    ],
)
def test_kinds_of_function(lowered: Lowered, text: str, is_async: bool, is_generator: bool) -> None:
    (function,) = lowered(text + "\n").body
    assert isinstance(function, nodes.Function)
    assert (function.is_async, function.is_generator) == (is_async, is_generator)


def test_docstrings(lowered: Lowered) -> None:
    ir = lowered('"""Of the\n   module."""\ndef f():\n    "Of f."\nclass C:\n    """Of C."""\ndef g(): f"no"\n')
    assert ir.docstring == "Of the\nmodule."
    assert [s.docstring for s in ir.body if isinstance(s, nodes.Function | nodes.Class)] == ["Of f.", "Of C.", ""]


def test_elif_is_an_if_alone_in_orelse(lowered: Lowered) -> None:
    (first,) = lowered("if a: x\nelif b: y\nelse: z\n").body
    assert isinstance(first, nodes.If)
    (second,) = first.orelse
    assert isinstance(second, nodes.If)
    assert (source(second.test), len(second.orelse)) == ("b", 1)


def test_assert_is_a_conditional_raise(lowered: Lowered) -> None:
    (statement,) = lowered("assert user.ok, 'no'\n").body
    assert isinstance(statement, nodes.If)
    assert source(statement.test) == "not user.ok"
    (refusal,) = statement.body
    assert isinstance(refusal, nodes.Raise)
    assert source(refusal.value) == "AssertionError('no')"


@pytest.mark.parametrize("keyword", ["except", "except*"])
def test_try(lowered: Lowered, keyword: str) -> None:
    (statement,) = lowered(f"try:\n    a\n{keyword} (A, B) as e:\n    b\nelse:\n    c\nfinally:\n    d\n").body
    assert isinstance(statement, nodes.Try)
    (handler,) = statement.handlers
    assert (source(handler.exception), handler.name) == ("(A, B)", "e")
    blocks = (statement.body, handler.body, statement.orelse, statement.final)
    assert [source(b[0].value) for b in blocks] == ["a", "b", "c", "d"]  # type: ignore[union-attr]


def test_except_without_parentheses(lowered: Lowered) -> None:
    (statement,) = lowered("try:\n    a\nexcept A, B:\n    b\n").body
    assert isinstance(statement, nodes.Try)
    assert source(statement.handlers[0].exception) == "(A, B)"


def test_match(lowered: Lowered) -> None:
    (statement,) = lowered(
        "match a:\n"
        "    case 1 | 'x': pass\n"
        "    case [b, *rest]: pass\n"
        "    case {'k': c, **more}: pass\n"
        "    case K(1, d=e) as f if g: pass\n"
        "    case m.CONST: pass\n"
        "    case _: pass\n"
    ).body
    assert isinstance(statement, nodes.Match)
    assert [case.binds for case in statement.cases] == [(), ("b", "rest"), ("c", "more"), ("f", "e"), (), ()]
    assert [source(case.pattern) for case in statement.cases] == [
        "1 | 'x'", "[b, *rest]", "...", "K(1, d=e)", "m.CONST", "_",
    ]  # fmt: skip
    assert [source(case.guard) for case in statement.cases if case.guard] == ["g"]


def test_type_statements_bind_what_they_say(lowered: Lowered) -> None:
    (statement,) = lowered("type Ids = list[int]\n").body
    assert isinstance(statement, nodes.Assign)
    assert [source(t) for t in statement.targets] == ["Ids"]
    assert source(statement.value) == "list[int]"


def test_statements_on_one_line(lowered: Lowered) -> None:
    body = lowered("a = 1; b += 2; del c\n").body
    assert [type(s).__name__ for s in body] == ["Assign", "Assign", "Delete"]
    assert body[1].operator == "+"  # type: ignore[union-attr]


def test_async_blocks(lowered: Lowered) -> None:
    (function,) = lowered(
        "async def f():\n    async for a in b: pass\n    async with c as d: pass\n    for e in g: pass\n"
    ).body
    assert isinstance(function, nodes.Function)
    assert [s.is_async for s in function.body if isinstance(s, nodes.For | nodes.With)] == [True, True, False]


def test_comprehensions(expression: Expression) -> None:
    found = expression("{k: v for k, v in a.items() if k if v for w in v}")
    assert isinstance(found, nodes.Comprehension)
    assert (found.kind, source(found.key), source(found.element)) == ("dict", "k", "v")
    assert [(source(c.target), source(c.iterable), len(c.conditions)) for c in found.clauses] == [
        ("(k, v)", "a.items()", 2),
        ("w", "v", 0),
    ]
