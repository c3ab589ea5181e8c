"""What libcst writes for each class of node that was parsed, in order: the data that `measuring` goes by.

A number is that many characters, a text is the field that comes next. Source: `_codegen_impl` of libcst 1.9.
"""

from __future__ import annotations

from typing import NamedTuple

import libcst as cst


class Behind(NamedTuple):
    """A field that may be missing, behind so many characters of its own."""

    length: int
    field: str


class Annotation(NamedTuple):
    """An annotation, behind a colon or an arrow: only the node around it knows which."""

    length: int
    field: str


Part = int | str | Behind | Annotation
Plans = dict[type[cst.CSTNode], tuple[Part, ...]]

SUITE = ("whitespace_before_colon", 1, "body")
_LOOP = ("target", "whitespace_before_in", 2, "whitespace_after_in", "iter")
_NAMED = ("whitespace_after_name", "type_parameters", "whitespace_after_type_parameters")
_FROM = ("whitespace_after_from", "relative", "module", "whitespace_before_import", 6, "whitespace_after_import")
_CAUGHT = ("type", "name", *SUITE)
_HOLE = ("whitespace_before_expression", "expression", "equal", "whitespace_after_expression")
_HOLE_WITH_ENDS = (1, *_HOLE, Behind(1, "conversion"), Behind(1, "format_spec"), 1)
_PAIR = ("key", "whitespace_before_colon", 1, "whitespace_after_colon", "value")

EXPRESSIONS: Plans = {
    cst.Attribute: ("value", "dot", "attr"), cst.Ellipsis: (3,),
    cst.Call: ("func", "whitespace_after_func", 1, "whitespace_before_args", "args", 1),
    **dict.fromkeys((cst.SimpleString, cst.Integer, cst.Float, cst.Imaginary), ("value",)),
    cst.ConcatenatedString: ("left", "whitespace_between", "right"),
    **dict.fromkeys((cst.FormattedString, cst.TemplatedString), ("start", "parts", "end")),
    cst.Comparison: ("left", "comparisons"), cst.UnaryOperation: ("operator", "expression"),
    **dict.fromkeys((cst.BinaryOperation, cst.BooleanOperation), ("left", "operator", "right")),
    cst.Subscript: ("value", "whitespace_after_value", "lbracket", "slice", "rbracket"),
    cst.Lambda: (6, "whitespace_after_lambda", "params", "colon", "body"),
    cst.Await: (5, "whitespace_after_await", "expression"), cst.Yield: (5, "whitespace_after_yield", "value"),
    cst.IfExp: (
        *("body", "whitespace_before_if", 2, "whitespace_after_if", "test"),
        *("whitespace_before_else", 4, "whitespace_after_else", "orelse"),
    ),
    cst.NamedExpr: ("target", "whitespace_before_walrus", 2, "whitespace_after_walrus", "value"),
    cst.Tuple: ("elements",), cst.List: ("lbracket", "elements", "rbracket"),
    **dict.fromkeys((cst.Set, cst.Dict), ("lbrace", "elements", "rbrace")),
    cst.GeneratorExp: ("elt", "for_in"), cst.ListComp: ("lbracket", "elt", "for_in", "rbracket"),
    cst.SetComp: ("lbrace", "elt", "for_in", "rbrace"), cst.DictComp: ("lbrace", *_PAIR, "for_in", "rbrace"),
}  # fmt: skip
"""Whatever brackets may stand around."""

SMALL: Plans = {
    cst.Expr: ("value",), cst.Pass: (4,), cst.Break: (5,), cst.Continue: (8,),
    cst.Return: (6, "whitespace_after_return", "value"), cst.Del: (3, "whitespace_after_del", "target"),
    cst.Raise: (5, "whitespace_after_raise", "exc", "cause"),
    cst.Assert: (6, "whitespace_after_assert", "test", "comma", "msg"),
    cst.Global: (6, "whitespace_after_global", "names"), cst.Nonlocal: (8, "whitespace_after_nonlocal", "names"),
    cst.Import: (6, "whitespace_after_import", "names"), cst.ImportFrom: (4, *_FROM, "lpar", "names", "rpar"),
    cst.Assign: ("targets", "value"), cst.AugAssign: ("target", "operator", "value"),
    cst.AnnAssign: ("target", Annotation(1, "annotation"), "equal", "value"),
}  # fmt: skip
"""Whatever a semicolon may follow."""

COMPOUND: Plans = {
    cst.Else: (4, *SUITE), cst.Finally: (7, *SUITE),
    cst.For: ("asynchronous", 3, "whitespace_after_for", *_LOOP, *SUITE, "orelse"),
    cst.While: (5, "whitespace_after_while", "test", *SUITE, "orelse"),
    cst.With: ("asynchronous", 4, "whitespace_after_with", "lpar", "items", "rpar", *SUITE),
    **dict.fromkeys((cst.Try, cst.TryStar), (3, *SUITE, "handlers", "orelse", "finalbody")),
    cst.ExceptHandler: (6, "whitespace_after_except", *_CAUGHT),
    cst.ExceptStarHandler: (6, "whitespace_after_except", 1, "whitespace_after_star", *_CAUGHT),
}  # fmt: skip
"""Whatever begins a line, behind lines of comments."""

DEFINING: Plans = {
    cst.FunctionDef: (
        *("asynchronous", 3, "whitespace_after_def", "name", *_NAMED, 1, "whitespace_before_params", "params", 1),
        *(Annotation(2, "returns"), *SUITE),
    ),
    cst.ClassDef: (5, "whitespace_after_class", "name", *_NAMED, "lpar", "bases", "keywords", "rpar", *SUITE),
}  # fmt: skip
"""Whatever decorators stand above."""

PLACED: Plans = {
    **dict.fromkeys((cst.FormattedStringText, cst.TemplatedStringText), ("value",)),
    cst.Slice: ("lower", "first_colon", "upper", "second_colon", "step"), cst.Asynchronous: (5, "whitespace_after"),
    cst.StarredElement: ("lpar", 1, "whitespace_before_value", "value", "rpar", "comma"),
}  # fmt: skip
"""Parts that findings may point at, or from which other places are told."""

PARTS: Plans = {
    **dict.fromkeys((cst.LeftParen, cst.LeftSquareBracket, cst.LeftCurlyBrace), (1, "whitespace_after")),
    **dict.fromkeys((cst.RightParen, cst.RightSquareBracket, cst.RightCurlyBrace), ("whitespace_before", 1)),
    **dict.fromkeys((cst.FormattedStringExpression, cst.TemplatedStringExpression), _HOLE_WITH_ENDS),
    cst.ComparisonTarget: ("operator", "comparator"), cst.SubscriptElement: ("slice", "comma"),
    cst.Index: ("star", "whitespace_after_star", "value"),
    cst.From: ("whitespace_before_from", 4, "whitespace_after_from", "item"),
    cst.Element: ("value", "comma"), cst.DictElement: (*_PAIR, "comma"),
    cst.StarredDictElement: (2, "whitespace_before_value", "value", "comma"),
    cst.CompFor: ("whitespace_before", "asynchronous", 3, "whitespace_after_for", *_LOOP, "ifs", "inner_for_in"),
    cst.CompIf: ("whitespace_before", 2, "whitespace_before_test", "test"),
    cst.SimpleStatementSuite: ("leading_whitespace", "body", "trailing_whitespace"),
    cst.NameItem: ("name", "comma"), cst.ImportAlias: ("name", "asname", "comma"), cst.ImportStar: (1,),
    cst.AsName: ("whitespace_before_as", 2, "whitespace_after_as", "name"), cst.WithItem: ("item", "asname", "comma"),
    cst.AssignTarget: ("target", "whitespace_before_equal", 1, "whitespace_after_equal"),
    cst.Parameters: ("posonly_params", "posonly_ind", "params", "star_arg", "kwonly_params", "star_kwarg"),
    cst.Param: (
        *("star", "whitespace_after_star", "name", Annotation(1, "annotation")),
        *("equal", "default", "comma", "whitespace_after_param"),
    ),
    cst.ParamStar: (1, "comma"), cst.ParamSlash: (1, "whitespace_after", "comma"),
    cst.NotEqual: ("whitespace_before", "value", "whitespace_after"),
    cst.NotIn: ("whitespace_before", 3, "whitespace_between", 2, "whitespace_after"),
    cst.IsNot: ("whitespace_before", 2, "whitespace_between", 3, "whitespace_after"),
}  # fmt: skip
"""Parts of which nobody asks where they are."""
