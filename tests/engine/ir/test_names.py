"""What names stand for, as far as one file tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from fastlint.ir import nodes
from fastlint.ir.walk import expressions_of, statements_in, subexpressions

Lowered = Callable[[str], nodes.ModuleIR]


def refs(body: tuple[nodes.Stmt, ...]) -> Iterator[nodes.Ref]:
    """Every name in a body, nested definitions and lambdas included."""
    for statement in statements_in(body):
        expressions = list(expressions_of(statement))
        if isinstance(statement, nodes.Function):
            expressions += [e for p in statement.parameters for e in (p.annotation, p.default) if e is not None]
        if isinstance(statement, nodes.Class):
            expressions += statement.bases
        if isinstance(statement, nodes.Assign) and statement.annotation is not None:
            expressions.append(statement.annotation)
        for expression in expressions:
            for inner in subexpressions(expression):
                if isinstance(inner, nodes.Ref):
                    yield inner
                if isinstance(inner, nodes.Lambda):
                    yield from (e for e in subexpressions(inner.body) if isinstance(e, nodes.Ref))
        if isinstance(statement, nodes.Function | nodes.Class):
            yield from refs(statement.body)


def targets(ir: nodes.ModuleIR, name: str) -> list[str]:
    return [ref.target for ref in refs(ir.body) if ref.name == name]


@pytest.mark.parametrize(
    ("imported", "name", "target"),
    [
        ("import fastapi", "fastapi", "fastapi"),
        ("import fastapi as f", "f", "fastapi"),
        ("import fastapi.routing", "fastapi", "fastapi"),
        ("import fastapi.routing as r", "r", "fastapi.routing"),
        ("from fastapi import Depends", "Depends", "fastapi.Depends"),
        ("from fastapi import Depends as D", "D", "fastapi.Depends"),
        ("from . import deps", "deps", ".deps"),
        ("from .. import deps as d", "d", "..deps"),
        ("from .deps import get_db", "get_db", ".deps.get_db"),
        ("from ...a.deps import get_db", "get_db", "...a.deps.get_db"),
        ("try:\n    from a import x\nexcept ImportError:\n    x = None", "x", "a.x"),
        ("if a:\n    import x", "x", "x"),
    ],
)
def test_imports(lowered: Lowered, imported: str, name: str, target: str) -> None:
    assert targets(lowered(f"{imported}\nuse({name})\n"), name)[-1] == target


def test_import_statements_list_what_they_bind_and_load(lowered: Lowered) -> None:
    body = lowered("import a.b, c.d as e\nfrom ..f import g as h, i\nfrom .j import *\nfrom k import *\n").body
    assert [s.names for s in body if isinstance(s, nodes.Import)] == [
        (("a", "a"), ("e", "c.d")),
        (("h", "..f.g"), ("i", "..f.i")),
        (("*", ".j"),),
        (("*", "k"),),
    ]
    first = body[0]
    assert isinstance(first, nodes.Import)
    assert set(first.loads) == {"a.b", "c.d"}


def test_the_modules_own_names(lowered: Lowered) -> None:
    ir = lowered("x = 1\ndef f(): return x\nclass C: y = x\nuse(x, f, C)\n")
    assert set(targets(ir, "x")) == {"@x"}
    assert (targets(ir, "f"), targets(ir, "C")) == (["@f"], ["@C"])


def test_a_name_that_nothing_binds_is_the_modules(lowered: Lowered) -> None:
    assert targets(lowered("from m import *\nuse(starred)\n"), "starred") == ["@starred"]


def test_builtins_and_their_rebinding(lowered: Lowered) -> None:
    assert targets(lowered("print(list)\n"), "list") == ["builtins.list"]
    assert targets(lowered("def list(): ...\nprint(list)\n"), "list") == ["@list"]
    assert targets(lowered("from m import list\nprint(list)\n"), "list") == ["m.list"]
    assert targets(lowered("def f(id): return id\n"), "id") == [""]


def test_a_method_does_not_see_the_names_of_its_class(lowered: Lowered) -> None:
    ir = lowered("class C:\n    def list(self): ...\n    def use(self): return list\n    attribute = list\n")
    assert sorted(targets(ir, "list")) == ["", "builtins.list"]


def test_parameters_and_locals(lowered: Lowered) -> None:
    ir = lowered("x = y = z = 1\ndef f(x, *y, **z):\n    a = x\n    return a, y, z\n")
    assert targets(ir, "a") == ["", ""]
    for name in "xyz":
        assert targets(ir, name) == ["@" + name, ""]


@pytest.mark.parametrize(
    "binding",
    [
        "a = 1",
        "a: int = 1",
        "(a, b) = c",
        "[a, *b] = c",
        "for a in b: pass",
        "with b as a: pass",
        "with b as (a, c): pass",
        "try: b\n    except E as a: pass",
        "if a := b: pass",
        "while (a := b) is c: pass",
        "use(a := b)",
        "def a(): ...",
        "class a: ...",
        "match b:\n        case [a, *_]: pass",
        "match b:\n        case {'k': 1, **a}: pass",
        "match b:\n        case C(k=a) | a: pass",
    ],
)
def test_whatever_binds_makes_a_local(lowered: Lowered, binding: str) -> None:
    ir = lowered(f"a = 0\ndef f():\n    {binding}\n    return marker(a)\n")
    function = ir.body[1]
    assert isinstance(function, nodes.Function)
    last = function.body[-1]
    assert isinstance(last, nodes.Return)
    assert isinstance(last.value, nodes.Call)
    (ref,) = last.value.args
    assert isinstance(ref, nodes.Ref)
    assert ref.target == ""


@pytest.mark.parametrize(
    "expression",
    [
        "x if (a := b) else y",
        "[a := b]",
        "{'k': (a := b)}",
        "f'{(a := b)}'",
        "b[(a := c)]",
        "[c for c in d if (a := c)]",
    ],
)
def test_a_walrus_binds_wherever_it_is_written(lowered: Lowered, expression: str) -> None:
    ir = lowered(f"a = 0\ndef f():\n    use({expression})\n    return marker(a)\n")
    assert targets(ir, "a")[-1] == ""


def test_global_and_nonlocal_names_are_the_outer_ones(lowered: Lowered) -> None:
    ir = lowered(
        "a = 1\ndef f():\n    global a\n    a = 2\n    b = 3\n    def g():\n        nonlocal b\n        b = 4\n"
    )
    assert set(targets(ir, "a")) == {"@a"}
    assert set(targets(ir, "b")) == {""}
    function = ir.body[1]
    assert isinstance(function, nodes.Function)
    inner = next(s for s in function.body if isinstance(s, nodes.Function))
    assert (function.outer, inner.outer) == (("a",), ("b",))


def test_a_closure_sees_the_enclosing_functions_names(lowered: Lowered) -> None:
    ir = lowered("a = 1\ndef f(a):\n    def g():\n        return a\n")
    assert targets(ir, "a")[-1] == ""


def test_comprehensions_and_lambdas_have_their_own_names(lowered: Lowered) -> None:
    ir = lowered("x = [1]\nuse([x for x in x])\nuse(lambda x, y=x: x)\nuse(x)\n")
    inside, target, iterable = (ref.target for ref in list(refs(ir.body[1:2]))[1:])
    assert (inside, target, iterable) == ("", "", "@x")
    function = next(e for e in subexpressions(ir.body[2].value) if isinstance(e, nodes.Lambda))  # type: ignore[union-attr]
    assert isinstance(function.body, nodes.Ref)
    assert isinstance(function.parameters[1].default, nodes.Ref)
    assert (function.body.target, function.parameters[1].default.target) == ("", "@x")
    assert targets(ir, "x")[-1] == "@x"


def test_an_import_inside_a_function_is_local_to_it(lowered: Lowered) -> None:
    ir = lowered("def f():\n    from m import x\n    return x\ndef g():\n    return x\n")
    assert targets(ir, "x") == ["m.x", "@x"]


def test_defaults_and_annotations_belong_to_the_outer_scope(lowered: Lowered) -> None:
    ir = lowered("x = 1\ndef f(x: x = x): ...\n")
    assert targets(ir, "x") == ["@x", "@x", "@x"]
