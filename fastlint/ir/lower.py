"""libcst tree -> `ModuleIR`, in one walk."""

from __future__ import annotations

import re

import libcst as cst

from fastlint.ir.measuring import measured
from fastlint.ir.nodes import ModuleIR
from fastlint.ir.positions import written
from fastlint.ir.scopes import Scope, bindings
from fastlint.ir.statements import Lowering, block, docstring
from fastlint.source.ignores import read_ignores

_NEWLINE = re.compile(r"\r\n?|\n")


def lower(module: cst.Module, text: str) -> ModuleIR:
    """The lean form of one file. Nothing of `module` is kept.

    Raises RecursionError where code is nested deeper than the interpreter's limit allows.
    """
    positions = measured(module, text) or written(module)
    scope = Scope(None, bindings(module.body, is_module=True))
    body = block(Lowering(positions, scope), module.body)
    lines = (0, *(match.end() for match in _NEWLINE.finditer(positions.text)))
    return ModuleIR(docstring(module.body), body, read_ignores(text), lines)
