"""Where each libcst node lies in the text.

libcst keeps no positions; its own provider recovers them by generating the code again and costs twice
the parse. This state does the same with two dictionaries of offsets and costs a third of it.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import libcst as cst
from libcst._nodes.internal import CodegenState

_NOTHING: AbstractContextManager[None] = nullcontext()


class Positions(CodegenState):
    """Offsets of every node of one module, into `text`, the text that the tree stands for.

    That text differs from the file's in rare white space only (form feeds, lone carriage returns),
    which libcst does not keep; lines agree all the same.
    """

    __slots__ = ("end", "offset", "start", "text")

    def __init__(self, module: cst.Module) -> None:
        super().__init__(default_indent=module.default_indent, default_newline=module.default_newline)
        self.offset = 0
        self.start: dict[int, int] = {}
        self.end: dict[int, int] = {}
        module._codegen(self)
        self.text = "".join(self.tokens)

    def add_token(self, value: str) -> None:
        """Write `value` and move on by its length."""
        self.tokens.append(value)
        self.offset += len(value)

    def add_indent_tokens(self) -> None:
        """Write the indentation of the current line."""
        for token in self.indent_tokens:
            self.tokens.append(token)
            self.offset += len(token)

    def before_codegen(self, node: cst.CSTNode) -> None:
        """Note where `node` begins."""
        self.start[id(node)] = self.offset

    def after_codegen(self, node: cst.CSTNode) -> None:
        """Note where `node` ends."""
        self.end[id(node)] = self.offset

    def record_syntactic_position(  # type: ignore[override]  # any context manager does
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> AbstractContextManager[None]:
        """Nothing: the offsets of the whole node are enough."""
        return _NOTHING

    def first(self, statement: cst.BaseCompoundStatement | cst.ExceptHandler | cst.ExceptStarHandler) -> int:
        """Where a compound statement's own text begins, after the blank lines and comments above it."""
        leading = statement.leading_lines
        offset = self.end[id(leading[-1])] if leading else self.start[id(statement)]
        while self.text[offset : offset + 1] in (" ", "\t"):
            offset += 1
        return offset
