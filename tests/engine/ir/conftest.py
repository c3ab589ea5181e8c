"""A text, lowered, and the pieces of text that its nodes stand for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fastlint.analyse import analyse_text
from fastlint.ir import nodes
from fastlint.source.read import Source


@pytest.fixture
def lowered() -> Callable[[str], nodes.ModuleIR]:
    """The lean form of a text."""

    def lowered(text: str) -> nodes.ModuleIR:
        ir = analyse_text(Source(text))
        assert isinstance(ir, nodes.ModuleIR), ir
        return ir

    return lowered


@pytest.fixture
def expression(lowered: Callable[[str], nodes.ModuleIR]) -> Callable[[str], nodes.Expr]:
    """The lean form of one expression, which stands alone in its module."""

    def expression(text: str) -> nodes.Expr:
        (statement,) = lowered(text + "\n").body
        assert isinstance(statement, nodes.Evaluate)
        return statement.value

    return expression
