"""Lean forms that say the same at the same places."""

from __future__ import annotations

import types
import typing

import msgspec
import pytest

from fastlint.analyse import analyse
from fastlint.ir import nodes
from fastlint.ir.likeness import OFFSETS, are_alike
from fastlint.ir.nodes import ModuleIR

CODE = '''"""Words."""
import os
x = 1  # one
def f(a: int = 2, *, b="ä"):
    """More words."""
    return [a, os.sep, b"x", 1.5, None]  # a list
'''


def form(text: str) -> ModuleIR:
    made = analyse(text.encode())
    assert isinstance(made, ModuleIR)
    return made


@pytest.mark.parametrize(
    ("old", "new"),
    [("# one", "# uno"), ("# one", "# one and more"), ("  # one", ""), ("# one", "# ö 中"), ("# a list\n", "\n\n\n")],
)
def test_comments_do_not_count(old: str, new: str) -> None:
    assert are_alike(form(CODE), form(CODE.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Words", "words"), ("More", "Less"), ("import os", "import io"), ("x = 1", "x = 2"), ("x = 1", "x = True"),
        ("x = 1", "y = 1"), ("x = 1", "x  = 1"), ("x = 1", "x: int = 1"), ("2, *", "2"), ("b\"x\"", "b'y'"),
        ("1.5", "1.50001"), ("None", "None, None"), ("x = 1  # one\n", "\nx = 1\n"), ("x = 1  # one\n", ""),
        ("# one", "# fastlint: ignore[x]"), ("def f", "async def f"), ("return", "yield"),
    ],
)  # fmt: skip
def test_code_and_its_places_count(old: str, new: str) -> None:
    assert old in CODE
    assert not are_alike(form(CODE), form(CODE.replace(old, new)))


def test_every_number_of_a_node_is_known_to_be_an_offset() -> None:
    def kinds(cls: type) -> set[type]:
        return {cls, *(kind for below in cls.__subclasses__() for kind in kinds(below))}

    numbers = {
        field.name
        for kind in kinds(nodes.Node)
        for field in msgspec.structs.fields(typing.cast("type[msgspec.Struct]", kind))
        if field.type is int or (int in typing.get_args(field.type) and isinstance(field.type, types.GenericAlias))
    }
    assert numbers == OFFSETS
