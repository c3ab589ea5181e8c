"""Text -> syntax tree. The parser is never given what it cannot take, and whatever it raises becomes a value.

The interpreter's own parser is asked first: it takes a tenth of the time of any other. What it does not know because
the code is of a newer Python is read by libcst and spelled as it knows it, place by place (`fastlint.source.respell`).
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache

from fastlint.source.depth import deep_recursion, undisturbed
from fastlint.source.failure import DEFAULTS, Failure, FailureKind, Limits
from fastlint.source.preflight import preflight
from fastlint.source.read import Source, place

_LONGEST = 160
_PLACE = re.compile(r"error at (\d+):(\d+): ")


@dataclass(frozen=True, slots=True)
class Tree:
    """What a file says. The places in `root` are those of `spelled`, which has the length of the file's text and says
    the same at the same offsets: it is the text itself, unless the code is of a newer Python."""

    root: ast.Module
    spelled: str


def parse(source: Source, limits: Limits = DEFAULTS) -> Tree | Failure:
    """The tree of a file, or why there is none."""
    failure = preflight(source.text, limits)
    if failure is not None:
        return failure
    try:
        with undisturbed():
            return Tree(ast.parse(source.text), source.text)
    except SyntaxError as error:
        return _newer(source.text, error, limits)
    except Exception as error:
        return _not_taken(error, limits)


def parse_expression(code: str) -> ast.expr | None:
    """The tree of an expression in a string, such as a quoted annotation; None when it is none.

    To be asked for where the depth of code is `undisturbed`, which is not repeated for each of thousands.
    """
    try:
        return _expression(code)
    except Exception:  # a string may hold anything
        return None


def parse_hole(code: str) -> tuple[ast.expr, str] | None:
    """The tree of the code in an f-string's hole and what it was made of, as in `Tree`; None when it is no code.

    It lies in a text that `parse` took, and is to be asked for like `parse_expression`.
    """
    found = parse_expression(code)
    if found is not None:
        return found, code
    from fastlint.source.respell import respelled

    try:
        spelled = respelled(code)
        return _expression(spelled), spelled
    except Exception:  # libcst raises more than its own errors
        return None


def is_python(source: Source, limits: Limits = DEFAULTS) -> bool:
    """Whether a text is certainly Python. A no means little: the code may be of a newer Python."""
    if preflight(source.text, limits) is not None:
        return False
    try:
        with undisturbed():
            ast.parse(source.text)
    except Exception:  # too deep, too large, or no Python
        return False
    return True


@lru_cache(maxsize=4096)
def _expression(code: str) -> ast.expr:
    return ast.parse(code, mode="eval").body


def _newer(text: str, error: SyntaxError, limits: Limits) -> Tree | Failure:
    """The tree of what the interpreter refused for `error`: because it is older than the code, or rightly."""
    from libcst import ParserSyntaxError

    from fastlint.source.respell import respelled

    try:
        with deep_recursion():
            spelled = respelled(text)
    except ParserSyntaxError as refusal:
        return _syntax_error(text, refusal.message, error)
    except (MemoryError, RecursionError) as refusal:
        return _not_taken(refusal, limits)
    except Exception as refusal:  # libcst raises more than its own errors, and no file may end the run
        return _syntax_error(text, str(refusal) or type(refusal).__name__, error)
    if spelled == text:
        return _refused(error.msg, *_place_of(error))
    try:
        with undisturbed():
            return Tree(ast.parse(spelled), spelled)
    except SyntaxError as refusal:
        return _refused(refusal.msg, *_place_of(refusal))
    except Exception as refusal:
        return _not_taken(refusal, limits)


def _not_taken(error: Exception, limits: Limits) -> Failure:
    match error:
        case MemoryError():
            return Failure(FailureKind.CRASH, f"takes more memory than `max-memory` allows ({limits.max_memory} MB)")
        case RecursionError():
            return Failure(FailureKind.LIMIT, "is nested too deeply to be parsed")
    reason = str(error) or type(error).__name__
    return Failure(FailureKind.LIMIT, f"is more than the parser can take: {reason[:_LONGEST]}")


def _refused(reason: str, line: int, column: int) -> Failure:
    return Failure(FailureKind.SYNTAX, f"is not valid Python: {reason[:_LONGEST]}", max(line, 1), max(column, 1))


def _place_of(error: SyntaxError) -> tuple[int, int]:
    return error.lineno or 0, error.offset or 0


def _syntax_error(text: str, message: str, error: SyntaxError) -> Failure:
    """What is wrong and where: in the interpreter's words when it stumbles at the same place, else in libcst's."""
    reason, line, column = _libcst_error(text, message)
    # An interpreter that is older than the code stumbles earlier, over what is not wrong.
    if not line or (error.lineno or 0) >= line - 1 or "never closed" in error.msg or "unterminated" in error.msg:
        return _refused(error.msg, *_place_of(error))
    return _refused(reason, line, column)


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
