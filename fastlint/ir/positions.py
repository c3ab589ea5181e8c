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
    """Offsets of the nodes of one module, into `text`, the text that the tree stands for.

    That text differs from the file's in rare white space only (form feeds, lone carriage returns),
    which libcst does not keep; lines agree all the same.
    """

    __slots__ = ("end", "offset", "start", "text", "width")

    def __init__(self, module: cst.Module) -> None:
        super().__init__(default_indent=module.default_indent, default_newline=module.default_newline)
        self.offset = 0
        self.width = 0
        self.start: dict[int, int] = {}
        self.end: dict[int, int] = {}
        self.text = ""

    def add_token(self, value: str) -> None:
        """Write `value` and move on by its length."""
        self.tokens.append(value)
        self.offset += len(value)

    def increase_indent(self, value: str) -> None:
        """Begin a block that is indented by `value` more."""
        self.indent_tokens.append(value)
        self.width += len(value)

    def decrease_indent(self) -> None:
        """End the block."""
        self.width -= len(self.indent_tokens.pop())

    def add_indent_tokens(self) -> None:
        """Write the indentation of the current line."""
        self.tokens.extend(self.indent_tokens)
        self.offset += self.width

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


def written(module: cst.Module) -> Positions:
    """The offsets of every node of `module`, found by writing it."""
    positions = Positions(module)
    module._codegen(positions)
    positions.text = "".join(positions.tokens)
    return positions
