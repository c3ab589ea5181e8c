"""Text -> libcst tree. The parser is never given what it cannot take, and whatever it raises becomes a value."""

from __future__ import annotations

import ast
import re
import warnings

import libcst as cst

from fastlint.source.depth import deep_recursion
from fastlint.source.failure import DEFAULTS, Failure, FailureKind, Limits
from fastlint.source.preflight import preflight
from fastlint.source.read import Source, place

_LONGEST = 160
_PLACE = re.compile(r"error at (\d+):(\d+): ")


def parse(source: Source, limits: Limits = DEFAULTS) -> cst.Module | Failure:
    """The tree of a file, or why there is none."""
    failure = preflight(source.text, limits)
    if failure is not None:
        return failure
    try:
        with deep_recursion():
            return cst.parse_module(source.text)
    except cst.ParserSyntaxError as error:
        return _syntax_error(source.text, error.message)
    except MemoryError:
        return Failure(FailureKind.CRASH, f"takes more memory than `max-memory` allows ({limits.max_memory} MB)")
    except RecursionError:
        return Failure(FailureKind.LIMIT, "is nested too deeply to be parsed")
    except Exception as error:  # libcst raises more than its own errors, and no file may end the run
        return _syntax_error(source.text, str(error) or type(error).__name__)


def is_python(source: Source, limits: Limits = DEFAULTS) -> bool:
    """Whether a text is certainly Python. The interpreter says so in a tenth of the time that a tree takes.

    A no means little: the code may be of a newer Python.
    """
    return preflight(source.text, limits) is None and _interpreter_error(source.text) is None


def parse_expression(text: str, limits: Limits = DEFAULTS) -> cst.BaseExpression | None:
    """The tree of an expression in a string, such as a quoted annotation; None when it is none."""
    if preflight(text, limits) is not None:
        return None
    try:
        with deep_recursion():
            return cst.parse_expression(text)
    except Exception:  # a string may hold anything
        return None


def _syntax_error(text: str, message: str) -> Failure:
    """What is wrong and where: in the interpreter's words when it stumbles at the same place, else in libcst's."""
    reason, line, column = _libcst_error(text, message)
    other = _interpreter_error(text)
    if other is None:
        return Failure(
            FailureKind.LIMIT, f"is more than the parser can take: {message[:_LONGEST]}", line or 1, column or 1
        )
    # An interpreter that is older than the code stumbles earlier, over what is not wrong.
    if not line or other[1] >= line - 1 or "never closed" in other[0] or "unterminated" in other[0]:
        reason, line, column = other
    return Failure(FailureKind.SYNTAX, f"is not valid Python: {reason[:_LONGEST]}", max(line, 1), max(column, 1))


def _libcst_error(text: str, message: str) -> tuple[str, int, int]:
    """libcst names the place after the token that it could not take, and none for errors of its tokenizer."""
    match = _PLACE.search(message)
    if match is None:
        return message.removeprefix("tokenizer error: "), 0, 0
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    before = "".join(lines[: int(match[1]) - 1]) + "".join(lines[int(match[1]) - 1 :])[: int(match[2])]
    end = len(before.rstrip())
    start = end
    while start and (before[start - 1].isalnum() or before[start - 1] == "_"):
        start -= 1
    return "invalid syntax", *place(text, start if start < end else max(end - 1, 0))


def _interpreter_error(text: str) -> tuple[str, int, int] | None:
    """What the running interpreter says, None when it takes the text: then it is libcst that cannot."""
    try:
        with warnings.catch_warnings(), deep_recursion():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return error.msg, error.lineno or 0, error.offset or 0
    except Exception:  # too deep, too large: libcst's word stands
        return "invalid syntax", 0, 0
    return None
