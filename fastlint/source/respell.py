"""Code of a newer Python, spelled so that an older one reads the same at the same places.

What an older interpreter does not know is replaced by something of equal length that it does:

    type X[T] = int         pass;X    : int
    lazy import a           pass;import a
    def f[T](x: T)          def f   (x: T)          so for classes
    except A, B:            except A| B:
    f"{d["key"]}"           f"xxxxxxxxxx"           its holes are read from the text itself (`fastlint.ir.formatted`)
    [*a for a in b]         [ a for a in b]

libcst knows all of it, whatever the interpreter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import libcst as cst
from libcst._nodes.internal import CodegenState

_NOTHING: AbstractContextManager[None] = nullcontext()
_FORM_FEEDS = re.compile(r"\n?\f+")
_LONE_RETURN = re.compile(r"\r(?!\n)")


def respelled(text: str) -> str:
    """`text`, spelled for an older interpreter. Raises whatever libcst raises, ValueError for what it does not keep."""
    text = _LONE_RETURN.sub("\n", _FORM_FEEDS.sub(_kept, text))
    module = cst.parse_module(text)
    places = _Places(module)
    module._codegen(places)
    if "".join(places.tokens) not in (text, text + module.default_newline):
        raise ValueError("it cannot be told where its parts lie")
    places.changed = list(text)
    for node in places.found:
        _SPELLINGS[type(node)](places, node)
    return "".join(places.changed)


def _kept(form_feeds: re.Match[str]) -> str:
    """White space of the same length that libcst keeps."""
    begins_line = form_feeds[0].startswith("\n") or form_feeds.start() == 0
    return " " * (len(form_feeds[0]) - 1) + ("\n" if begins_line else " ")


class _Places(CodegenState):
    """Writes a module again, to find where its nodes lie: libcst keeps no places.

    `found` are the nodes that may have to be respelled, inner ones first; `changed` are the characters of the text.
    """

    def __init__(self, module: cst.Module) -> None:
        super().__init__(default_indent=module.default_indent, default_newline=module.default_newline)
        self.offset = 0
        self.start: dict[int, int] = {}
        self.end: dict[int, int] = {}
        self.found: list[cst.CSTNode] = []
        self.changed: list[str] = []

    def add_token(self, value: str) -> None:
        """Write `value` and move on by its length."""
        self.tokens.append(value)
        self.offset += len(value)

    def add_indent_tokens(self) -> None:
        """Write the indentation of the current line."""
        for indent in self.indent_tokens:
            self.add_token(indent)

    def before_codegen(self, node: cst.CSTNode) -> None:
        """Note where `node` begins."""
        self.start[id(node)] = self.offset

    def after_codegen(self, node: cst.CSTNode) -> None:
        """Note where `node` ends."""
        self.end[id(node)] = self.offset
        if type(node) in _SPELLINGS:
            self.found.append(node)

    def record_syntactic_position(  # type: ignore[override]  # any context manager does
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> AbstractContextManager[None]:
        """Nothing: the offsets of the whole node are enough."""
        return _NOTHING

    def spell(self, start: int, spelling: Iterable[str]) -> None:
        """Put `spelling` in the place of as many characters from `start`."""
        for offset, character in enumerate(spelling, start):
            self.changed[offset] = character


def _keyword(p: _Places, node: cst.CSTNode) -> None:
    """The soft keyword of four letters that a statement begins with becomes a statement of its own."""
    p.spell(p.start[id(node)], "pass;")


def _alias(p: _Places, node: cst.TypeAlias) -> None:
    _keyword(p, node)
    p.spell(p.start[id(node.whitespace_after_equals)] - 1, ":")


def _blank(p: _Places, node: cst.CSTNode) -> None:
    start = p.start[id(node)]
    p.spell(start, " " * (p.end[id(node)] - start))


def _formatted(p: _Places, node: cst.FormattedString | cst.TemplatedString) -> None:
    if node.parts:
        start, end = p.start[id(node.parts[0])], p.end[id(node.parts[-1])]
        p.spell(start - len(node.start), node.start.replace("t", "f").replace("T", "F"))
        p.spell(start, "x" * (end - start))


def _handler(p: _Places, node: cst.ExceptHandler | cst.ExceptStarHandler) -> None:
    if isinstance(node.type, cst.Tuple) and not node.type.lpar:
        for element in node.type.elements:
            if isinstance(element.comma, cst.Comma):
                p.spell(p.end[id(element.comma.whitespace_before)], "|")


def _unpacking(p: _Places, node: cst.ListComp | cst.SetComp | cst.GeneratorExp) -> None:
    if isinstance(node.elt, cst.StarredElement):
        p.spell(p.start[id(node.elt)], " ")


def _unpacking_mapping(p: _Places, node: cst.StarredDictComp) -> None:
    p.spell(p.start[id(node.whitespace_before_value)] - 2, "  ")


_SPELLINGS: Mapping[type[cst.CSTNode], Callable[[_Places, Any], None]] = {
    cst.TypeAlias: _alias, cst.LazyImport: _keyword, cst.LazyImportFrom: _keyword, cst.TypeParameters: _blank,
    cst.FormattedString: _formatted, cst.TemplatedString: _formatted, cst.ExceptHandler: _handler,
    cst.ExceptStarHandler: _handler, cst.ListComp: _unpacking, cst.SetComp: _unpacking, cst.GeneratorExp: _unpacking,
    cst.StarredDictComp: _unpacking_mapping,
}  # fmt: skip
