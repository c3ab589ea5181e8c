"""How long each libcst node is, without writing it.

To write a module again, as `Positions` does, takes a third of its parse. Most nodes are white space, names and
punctuation, of which the length is enough. A class that is not listed is written by libcst itself, and a sum that is
not the file's length says that the lengths do not fit: then everything is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import libcst as cst

from fastlint.ir.lengths import COMPOUND, DEFINING, EXPRESSIONS, PARTS, PLACED, SMALL, SUITE, Annotation, Behind, Part
from fastlint.ir.operators import AUGMENTED, BINARY, UNARY
from fastlint.ir.positions import Positions

Measure = Callable[[Positions, Any, int], int]
"""The offset at which a node that begins at an offset ends."""


def measured(module: cst.Module, text: str) -> Positions | None:
    """The offsets of the nodes of `module`, which was parsed from `text`; None where they must be found by writing."""
    if "\f" in text or "\r" in text:  # white space that libcst does not keep
        return None
    positions = Positions(module)
    positions.text = text
    end = _all(positions, module.footer, _all(positions, module.body, _all(positions, module.header, 0)))
    is_cut = not module.has_trailing_newline and end == len(text) + len(module.default_newline)
    return positions if end == len(text) or is_cut or not text else None


# ---------------------------------------------------------------- kinds of values


def _nothing(_positions: Positions, _value: object, at: int) -> int:
    return at


def _text(_positions: Positions, value: str, at: int) -> int:
    return at + len(value)


def _value(_positions: Positions, node: Any, at: int) -> int:
    return at + len(node.value)


def _all(positions: Positions, values: Any, at: int) -> int:
    for value in values:
        at = _MEASURES[type(value)](positions, value, at)
    return at


def _written(positions: Positions, node: cst.CSTNode, at: int) -> int:
    positions.offset = at
    node._codegen(positions)
    return positions.offset


# ---------------------------------------------------------------- plans


def _plan(*parts: Part | Measure) -> Measure:
    """For nodes of which nobody asks where they are."""
    steps = tuple(_step(part) for part in parts)

    def measure(positions: Positions, node: Any, at: int) -> int:
        for step in steps:
            if type(step) is str:
                value = getattr(node, step)
                at = _MEASURES[type(value)](positions, value, at)
            elif type(step) is int:
                at += step
            else:
                at = step(positions, node, at)  # type: ignore[operator]  # nothing else is left
        return at

    return measure


def _step(part: Part | Measure) -> int | str | Measure:
    match part:
        case Behind():
            return _behind(*part)
        case Annotation():
            return _annotation(*part)
    return part


def _behind(length: int, field: str) -> Measure:
    def measure(positions: Positions, node: Any, at: int) -> int:
        value = getattr(node, field)
        return at if value is None else _MEASURES[type(value)](positions, value, at + length)

    return measure


def _annotation(length: int, field: str) -> Measure:
    def measure(positions: Positions, node: Any, at: int) -> int:
        found = getattr(node, field)
        if found is None:
            return at
        at = _all(positions, (found.whitespace_before_indicator,), at) + length
        return _all(positions, (found.whitespace_after_indicator, found.annotation), at)

    return measure


def _placed(*parts: Part | Measure) -> Measure:
    """For nodes that findings may point at."""
    inner = _plan(*parts)

    def measure(positions: Positions, node: Any, at: int) -> int:
        key = id(node)
        positions.start[key] = at
        positions.end[key] = at = inner(positions, node, at)
        return at

    return measure


def _bracketed(*parts: Part | Measure) -> Measure:
    """For expressions, around which brackets may stand."""
    inner = _plan(*parts)

    def measure(positions: Positions, node: Any, at: int) -> int:
        key = id(node)
        positions.start[key] = at
        if node.lpar:
            at = _all(positions, node.rpar, inner(positions, node, _all(positions, node.lpar, at)))
        else:
            at = inner(positions, node, at)
        positions.end[key] = at
        return at

    return measure


def _compound(*parts: Part | Measure) -> Measure:
    return _placed("leading_lines", _indent, *parts)


def _indent(positions: Positions, _node: object, at: int) -> int:
    return at + positions.width


def _operator(length: int) -> Measure:
    return _plan("whitespace_before", length, "whitespace_after")


# ---------------------------------------------------------------- the most frequent, and those with a way of their own


def _name(positions: Positions, node: cst.Name, at: int) -> int:
    key = id(node)
    positions.start[key] = at
    if node.lpar:
        at = _all(positions, node.rpar, _all(positions, node.lpar, at) + len(node.value))
    else:
        at += len(node.value)
    positions.end[key] = at
    return at


def _newline(positions: Positions, node: cst.Newline, at: int) -> int:
    value = node.value
    return at + (len(positions.default_newline) if value is None else len(value))


def _trailing(positions: Positions, node: cst.TrailingWhitespace, at: int) -> int:
    if node.comment is not None:
        at += len(node.comment.value)
    return _newline(positions, node.newline, at + len(node.whitespace.value))


def _empty_line(positions: Positions, node: cst.EmptyLine, at: int) -> int:
    if node.indent:
        at += positions.width
    if node.comment is not None:
        at += len(node.comment.value)
    positions.end[id(node)] = at = _newline(positions, node.newline, at + len(node.whitespace.value))
    return at


def _within_brackets(positions: Positions, node: cst.ParenthesizedWhitespace, at: int) -> int:
    at = _all(positions, node.empty_lines, _trailing(positions, node.first_line, at))
    if node.indent:
        at += positions.width
    return at + len(node.last_line.value)


def _argument(positions: Positions, node: cst.Arg, at: int) -> int:
    at += len(node.star)
    for part in (node.whitespace_after_star, node.keyword, node.equal, node.value, node.comma):
        at = _MEASURES[type(part)](positions, part, at)
    return _MEASURES[type(node.whitespace_after_arg)](positions, node.whitespace_after_arg, at)


def _block(positions: Positions, node: cst.IndentedBlock, at: int) -> int:
    return _inside(positions, node, node.body, _trailing(positions, node.header, at))


def _inside(positions: Positions, node: cst.IndentedBlock | cst.Match, lines: Any, at: int) -> int:
    positions.increase_indent(positions.default_indent if node.indent is None else node.indent)
    at = _all(positions, node.footer, _all(positions, lines, at))
    positions.decrease_indent()
    return at


def _cases(positions: Positions, node: cst.Match, at: int) -> int:
    return _inside(positions, node, node.cases, at)


def _orelse(positions: Positions, node: cst.If, at: int) -> int:
    """An `if` in the place of the `else` is written `elif`."""
    below = node.orelse
    if below is None:
        return at
    return (_ELIF if type(below) is cst.If else _MEASURES[type(below)])(positions, below, at)


def _guard(_positions: Positions, node: cst.MatchCase, at: int) -> int:
    return at if node.guard is None else at + len("if")


_TEST = ("whitespace_before_test", "test", "whitespace_after_test", 1, "body")
_IF, _ELIF = (_compound(length, *_TEST, _orelse) for length in (2, 4))
_ABOVE = ("leading_lines", "decorators", "lines_after_decorators", _indent)


class _Measures(dict[type, Measure]):
    """How to measure what has a certain class; what is not listed is written by libcst."""

    def __missing__(self, kind: type) -> Measure:
        return _written


_LISTED: dict[type, Measure] = {
    type(None): _nothing, cst.MaybeSentinel: _nothing, str: _text, tuple: _all, list: _all,
    cst.SimpleWhitespace: _value, cst.Comment: _value, cst.Newline: _newline, cst.TrailingWhitespace: _trailing,
    cst.EmptyLine: _empty_line, cst.ParenthesizedWhitespace: _within_brackets,
    **{kind: _bracketed(*parts) for kind, parts in EXPRESSIONS.items()},
    **{kind: _placed(*parts, "semicolon") for kind, parts in SMALL.items()},
    **{kind: _compound(*parts) for kind, parts in COMPOUND.items()},
    **{kind: _placed(*_ABOVE, *parts) for kind, parts in DEFINING.items()},
    **{kind: _placed(*parts) for kind, parts in PLACED.items()},
    **{operator: _operator(len(token)) for operator, token in BINARY.items()},
    **{operator: _operator(len(token) + 1) for operator, token in AUGMENTED.items()},
    **{operator: _plan(len(token), "whitespace_after") for operator, token in UNARY.items()},
    **dict.fromkeys((cst.Comma, cst.Dot, cst.Colon, cst.Semicolon, cst.AssignEqual), _operator(1)),
    **{kind: _plan(*parts) for kind, parts in PARTS.items()},
    cst.Name: _name, cst.Arg: _argument, cst.If: _IF, cst.IndentedBlock: _block,
    cst.SimpleStatementLine: _plan("leading_lines", _indent, "body", "trailing_whitespace"),
    cst.Decorator: _plan("leading_lines", _indent, 1, "whitespace_after_at", "decorator", "trailing_whitespace"),
    cst.MatchCase: _compound(
        4, "whitespace_after_case", "pattern", "whitespace_before_if", _guard, "whitespace_after_if", "guard", *SUITE
    ),
    cst.Match: _compound(
        5, "whitespace_after_match", "subject", "whitespace_before_colon", 1, "whitespace_after_colon", _cases
    ),
}  # fmt: skip
_MEASURES = _Measures(_LISTED)
