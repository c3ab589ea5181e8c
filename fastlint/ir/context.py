"""What lowering carries along from node to node."""

from __future__ import annotations

import ast
import re

from fastlint.ir.scopes import Scope

_NEWLINE = re.compile(r"\r\n?|\n")


Placed = ast.expr | ast.stmt | ast.arg | ast.keyword | ast.pattern | ast.excepthandler


class Places:
    """Where the nodes of a tree lie, as offsets into a file's text.

    Python counts lines, and bytes of UTF-8 within them. `spelled` is the text that the tree was made of, and `offset`
    where it lies in the file's.
    """

    __slots__ = ("_starts", "_wide")

    def __init__(self, spelled: str, offset: int = 0) -> None:
        self._starts = [offset, offset, *(offset + newline.end() for newline in _NEWLINE.finditer(spelled))]
        self._wide: dict[int, bytes] = {}
        if not spelled.isascii():
            lines = enumerate(_NEWLINE.split(spelled), 1)
            self._wide = {number: line.encode() for number, line in lines if not line.isascii()}

    def of(self, node: Placed) -> tuple[int, int]:
        """Where `node` begins and ends."""
        line, last = node.lineno, node.end_lineno
        column, until = node.col_offset, node.end_col_offset
        assert last is not None
        assert until is not None
        if self._wide:
            column, until = self._characters(line, column), self._characters(last, until)
        return self._starts[line] + column, self._starts[last] + until

    def _characters(self, line: int, column: int) -> int:
        wide = self._wide.get(line)
        return column if wide is None else len(wide[:column].decode("utf-8", "ignore"))


class Everywhere(Places):
    """The places of code inside a string: all of it lies where the string lies."""

    __slots__ = ("_place",)

    def __init__(self, start: int, end: int) -> None:
        super().__init__("")
        self._place = start, end

    def of(self, node: Placed) -> tuple[int, int]:
        """Where the string is."""
        return self._place


class Context:
    """What lowering carries along: the file's text, where nodes lie in it, the scope, and whether a `yield` was met.

    `imports` are the dotted names that imports write. `has_walrus` says whether `:=` occurs at all: it binds names
    wherever it is written, and is rare.
    """

    __slots__ = ("has_walrus", "imports", "places", "scope", "text", "yields")

    def __init__(self, text: str, places: Places, scope: Scope) -> None:
        self.text = text
        self.places = places
        self.scope = scope
        self.has_walrus = ":=" in text
        self.imports: set[str] = set()
        self.yields = False

    def elsewhere(self, places: Places) -> Context:
        """The same for code that lies at other places."""
        return Context(self.text, places, self.scope)
