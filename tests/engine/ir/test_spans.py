"""Offsets of nodes point at the text they stand for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from fastlint.ir import nodes
from fastlint.ir.walk import statements_in, subexpressions

Lowered = Callable[[str], nodes.ModuleIR]
Expression = Callable[[str], nodes.Expr]

EXPRESSIONS = {
    "'text'": nodes.Literal,
    "12": nodes.Literal,
    "-12": nodes.Literal,
    "1_0.5": nodes.Literal,
    "None": nodes.Literal,
    "b'raw'": nodes.Bytes,
    "name": nodes.Ref,
    "a.b.c": nodes.Attribute,
    "f(a, *b, k=c, **d)": nodes.Call,
    "f'{a} and {b!r:>{w}}'": nodes.Template,
    "'%s' % a": nodes.Template,
    "'{}'.format(a)": nodes.Template,
    "'x' + a": nodes.Template,
    "[a, *b]": nodes.Sequence,
    "(a, b)": nodes.Sequence,
    "{a, b}": nodes.Sequence,
    "{a: b, **c}": nodes.Mapping,
    "a[b, c]": nodes.Subscript,
    "a[b:c:d]": nodes.Subscript,
    "lambda a, *b, c=1, **d: a": nodes.Lambda,
    "a and b and c": nodes.Operation,
    "not a": nodes.Operation,
    "~a": nodes.Operation,
    "a + b * c": nodes.Operation,
    "a not in b": nodes.Operation,
    "a < b <= c": nodes.Operation,
    "a if b else c": nodes.Conditional,
    "[a for a in b if c]": nodes.Comprehension,
    "{a for a in b}": nodes.Comprehension,
    "{a: b for a, b in c}": nodes.Comprehension,
    "sum(a for a in b)": nodes.Call,
}


@pytest.mark.parametrize(("text", "kind"), EXPRESSIONS.items())
def test_an_expression_spans_its_text(lowered: Lowered, text: str, kind: type) -> None:
    before = "# é, and a comment\nx = ("
    (statement,) = lowered(f"{before}{text})\n").body
    assert isinstance(statement, nodes.Assign)
    assert isinstance(statement.value, kind)
    start, end = statement.value.start, statement.value.end
    whole = f"{before}{text})\n"
    assert whole[start:end].strip("()") == text.strip("()")


def pieces(expression: nodes.Expr, text: str) -> list[tuple[str, str]]:
    return [(type(e).__name__, text[e.start : e.end]) for e in subexpressions(expression)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.b(c, d=1)", ["a.b(c, d=1)", "a.b", "a", "c", "1"]),
        ("a[b:c]", ["a[b:c]", "a", "b:c", "b", "c"]),
        ("[x.y for x in z if w]", ["[x.y for x in z if w]", "x.y", "x", "x", "z", "w"]),
        ("p if q else r", ["p if q else r", "q", "p", "r"]),
        ("{1: a, **b}", ["{1: a, **b}", "1", "a", "b"]),
        ("f'{a}-{b.c}'", ["f'{a}-{b.c}'", "a", "-", "b.c", "b"]),
    ],
)
def test_parts_span_their_text(expression: Expression, text: str, expected: list[str]) -> None:
    assert [piece for _, piece in pieces(expression(text), text)] == expected


def test_keywords_span_name_and_value(expression: Expression) -> None:
    text = "f(key = value, **more)"
    call = expression(text)
    assert isinstance(call, nodes.Call)
    assert [text[k.start : k.end] for k in call.keywords] == ["key = value", "more"]


def test_a_walrus_spans_its_text(lowered: Lowered) -> None:
    text = "if (n := len(a)) > 1:\n    pass\n"
    (statement,) = lowered(text).body
    assert isinstance(statement, nodes.If)
    walrus = next(e for e in subexpressions(statement.test) if isinstance(e, nodes.Walrus))
    assert text[walrus.start : walrus.end] in ("n := len(a)", "(n := len(a))")
    assert text[walrus.target.start : walrus.target.end] == "n"


STATEMENTS = {
    "import a.b as c, d": "import a.b as c, d",
    "from . import a": "from . import a",
    "a = b = c": "a = b = c",
    "a: int = 1": "a: int = 1",
    "a += 1": "a += 1",
    "f(a)": "f(a)",
    "if a:\n    b\nelse:\n    c": "if a",
    "for a in b:\n    c": "for a in b",
    "while a:\n    b": "while a",
    "with a as b, c:\n    d": "with a as b, c",
    "try:\n    a\nexcept E:\n    b": "try",
    "match a:\n    case 1:\n        b": "match a",
    "raise E(a) from b": "raise E(a) from b",
    "del a, b": "del a, b",
    "assert a, 'why'": "assert a",
}


@pytest.mark.parametrize(("text", "spanned"), STATEMENTS.items())
def test_a_statement_spans_its_text_or_its_header(lowered: Lowered, text: str, spanned: str) -> None:
    before = "# a comment\n\n"
    whole = f"{before}{text}\n"
    (statement,) = lowered(whole).body
    assert whole[statement.start : statement.end] == spanned


@pytest.mark.parametrize(
    ("inner", "kind"),
    [("return a", nodes.Return), ("return", nodes.Return), ("await f(a)", nodes.Evaluate), ("yield a", nodes.Evaluate)],
)
def test_a_statement_in_a_function_spans_its_text(lowered: Lowered, inner: str, kind: type) -> None:
    whole = f"async def f(a):\n    # above\n    {inner}  # after\n"
    (function,) = lowered(whole).body
    assert isinstance(function, nodes.Function)
    (statement,) = function.body
    assert isinstance(statement, kind)
    assert whole[statement.start : statement.end] == inner


@pytest.mark.parametrize("jump", ["break", "continue"])
def test_jumps(lowered: Lowered, jump: str) -> None:
    whole = f"while a:\n    {jump}\n"
    (loop,) = lowered(whole).body
    assert isinstance(loop, nodes.While)
    (statement,) = loop.body
    assert isinstance(statement, nodes.Jump)
    assert (statement.kind, whole[statement.start : statement.end]) == (jump, jump)


def test_a_definition_starts_at_its_own_line_and_its_decorators_lie_before(lowered: Lowered) -> None:
    text = (
        '@first\n@second("x")\nasync  def  handler(a, b: int = 1) -> None:\n    pass\n\n\n'
        "@third\nclass  Thing(Base, metaclass=Meta):\n    pass\n"
    )
    function, cls = lowered(text).body
    assert isinstance(function, nodes.Function)
    assert isinstance(cls, nodes.Class)
    assert text[function.start :].startswith("async  def  handler")
    assert text[function.name_start : function.name_end] == "handler"
    assert [text[d.start : d.end] for d in function.decorators] == ["first", 'second("x")']
    assert [text[p.start : p.end] for p in function.parameters] == ["a", "b: int = 1"]
    assert text[cls.start :].startswith("class  Thing")
    assert text[cls.name_start : cls.name_end] == "Thing"
    assert [text[d.start : d.end] for d in cls.decorators] == ["third"]
    assert [text[k.start : k.end] for k in cls.keywords] == ["metaclass=Meta"]


def test_handlers_span_from_except_to_the_name(lowered: Lowered) -> None:
    text = "try:\n    a\nexcept (A, B) as e:\n    b\nexcept:\n    c\n"
    (statement,) = lowered(text).body
    assert isinstance(statement, nodes.Try)
    assert [text[h.start : h.end] for h in statement.handlers] == ["except (A, B) as e", "except"]
    assert [h.name for h in statement.handlers] == ["e", ""]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\f"])
def test_lines_are_right_whatever_ends_them(lowered: Lowered, newline: str, start: str) -> None:
    text = newline.join(
        [f"{start}import os", "", "def first():", "    return 1", "\f", "def second():", "    return 2", ""]
    )
    ir = lowered(text)
    functions = [s for s in ir.body if isinstance(s, nodes.Function)]
    assert [line_of(ir, f.name_start) for f in functions] == [3, 6]
    assert [column_of(ir, f.name_start) for f in functions] == [5, 5]
    assert [line_of(ir, f.body[0].start) for f in functions] == [4, 7]


def test_continued_lines_and_long_strings_count(lowered: Lowered) -> None:
    ir = lowered('a = """one\ntwo\n"""\nb = 1 + \\\n    2\nc = (\n    3,\n)\nd = 4\n')
    assert [line_of(ir, s.start) for s in ir.body] == [1, 4, 6, 9]


def line_of(ir: nodes.ModuleIR, offset: int) -> int:
    return sum(start <= offset for start in ir.lines)


def column_of(ir: nodes.ModuleIR, offset: int) -> int:
    return offset - ir.lines[line_of(ir, offset) - 1] + 1


EVERYTHING = '''"""Documentation."""
from __future__ import annotations
import a.b as c
from .d import *

class K(c.Base, metaclass=M):
    """A class."""
    field: "list[int]" = 1
    @property
    async def m(self, x, /, y: int = 2, *args, z=3.5, **kw) -> "K":
        nonlocal_ = b"\\xff\\x00"
        if (n := f"{x!r:>{y}}") and not -1 < y <= 2:
            return {**kw, "k": [*args], 1: {n}}
        for i in (a for a in args if a):
            yield i
        else:
            del x[1:2:3]
        while True:
            break
        async with c as d, e:
            await d
        try:
            raise E from None
        except* (A, B) as g:
            continue_ = lambda *q: q
        finally:
            pass
        match x:
            case K(1, z=[_, *rest]) | {"k": v, **more} if v:
                return v if v else "%s" % v
assert c, "message"
'''


def test_everything_survives_storage(lowered: Lowered) -> None:
    ir = lowered(EVERYTHING)
    stored = msgspec.msgpack.encode(ir)
    assert msgspec.msgpack.decode(stored, type=nodes.ModuleIR) == ir
    assert msgspec.msgpack.encode(lowered(EVERYTHING)) == stored


def test_every_node_lies_in_its_text(lowered: Lowered) -> None:
    ir = lowered(EVERYTHING)
    found: list[Any] = list(statements_in(ir.body))
    (cls,) = (s for s in found if isinstance(s, nodes.Class))
    (method,) = (s for s in cls.body if isinstance(s, nodes.Function))
    for node in [*found, *statements_in(method.body)]:
        assert 0 <= node.start < node.end <= len(EVERYTHING)
