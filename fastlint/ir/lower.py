"""Syntax tree -> `ModuleIR`, in one walk."""

from __future__ import annotations

import re

from fastlint.ir.context import Context, Places
from fastlint.ir.nodes import ModuleIR
from fastlint.ir.scopes import Scope, bindings
from fastlint.ir.statements import block, docstring
from fastlint.source.ignores import read_ignores
from fastlint.source.parse import Tree

_NEWLINE = re.compile(r"\r\n?|\n")


def lower(tree: Tree, text: str) -> ModuleIR:
    """The lean form of one file. Nothing of `tree` is kept.

    Raises InvalidCode, and RecursionError where code is nested deeper than the interpreter's limit allows.
    """
    body = tree.root.body
    scope = Scope(None, bindings(body, is_module=True, has_walrus=":=" in text))
    context = Context(text, Places(tree.spelled), scope)
    lowered = block(context, body)
    lines = (0, *(match.end() for match in _NEWLINE.finditer(text)))
    return ModuleIR(docstring(body), lowered, read_ignores(text), lines, tuple(sorted(context.imports)))
