"""A look at a text before the parser gets it: is it nested or chained beyond what the parser can take?

libcst, which is asked where the interpreter's own parser refuses, ends the process where brackets nest too deep,
doubles its time with each level of a nested pattern, and is quadratic in long chains. None of it can be interrupted.
This scan is linear; it reads tokens, not grammar, and what it counts is never less than the depth of the tree.
"""

from __future__ import annotations

import re
from typing import NoReturn

from fastlint.source.failure import DEFAULTS, Failure, FailureKind, Limits
from fastlint.source.read import place

_NEWLINE = r"(?:\r\n?|\n)"
# First what does not count, word by word, so that the rest is tried once for each token; last whatever is left, so
# that no place is tried twice. `(?>x)*+` rather than `(?:x)*+`: where x can fail half-way, Python before 3.11.5 gets
# the latter wrong (python/cpython#106052, #100061).
_TOKEN = re.compile(
    rf"""
    (?> [\ \t\f\d=!]++ | <(?!<) | >(?!>)
      | (?!(?:and|or|not|if|in|for|lambda)\b|(?:[fFtT][rR]?+|[rR][fFtT])["'])\w++
      | \#[^\r\n]*+
      | \\{_NEWLINE} )*+
    (?: ( \. | \*\*?+ | //?+ | << | >> | [-+%@&|^~] | and\b | or\b | not\b | if\b )
      | ( [(\[{{] )
      | ( [)\]}}] )
      | ( [,;] )
      | ( {_NEWLINE}(?>[\ \t\f]*+{_NEWLINE})*+[\ \t\f]*+(?:(?:case|elif|if)\b)? )
      | ( : | in\b )
      | ( lambda\b | for\b )
      | ( (?:[fFtT][rR]?+|[rR][fFtT])(?:\"\"\"|'''|"|') )
      | (?: \"\"\"[^"\\]*+(?>(?:\\.|"(?!""))[^"\\]*+)*+(?:\"\"\"|\\?\Z)
        | '''[^'\\]*+(?>(?:\\.|'(?!''))[^'\\]*+)*+(?:'''|\\?\Z)
        | "[^"\\\r\n]*+(?>\\(?:\r\n|.)[^"\\\r\n]*+)*+"?+
        | '[^'\\\r\n]*+(?>\\(?:\r\n|.)[^'\\\r\n]*+)*+'?+ )
      | . | \Z )
    """,
    re.VERBOSE | re.DOTALL,
)
_OPERATOR = 1
# In the literal part of an f-string: what ends it or opens a hole, and what only looks so.
_ENDINGS = {'"': r'["\r\n]', "'": r"['\r\n]", '"""': '"""', "'''": "'''"}
_ESCAPES = {False: r"\\N\{[^{}]*+\}|\\(?![{}]).", True: r"\\(?![{}])."}
_LITERALS = {
    (quote, is_raw): re.compile(rf"{escape}|([{{}}])|({ending})", re.DOTALL)
    for quote, ending in _ENDINGS.items()
    for is_raw, escape in _ESCAPES.items()
}


def preflight(text: str, limits: Limits = DEFAULTS) -> Failure | None:
    """Why `text` must not be given to the parser, None when it may. The reason names the limit."""
    scan = _Scan(text, limits)
    try:
        scan.run()
    except _ExceededError as excess:
        line, column = place(text, excess.offset)
        return Failure(FailureKind.LIMIT, str(excess), line, column)
    return None


class _ExceededError(Exception):
    """A limit is exceeded at `offset`."""

    def __init__(self, what: str, option: str, most: int, offset: int) -> None:
        super().__init__(f"{what} than `{option}` allows ({most})")
        self.offset = offset - 1


class _Scan:
    """The state between tokens.

    `count` is how deep the tree may be at this point: brackets around it and operators chained to it. A separator
    takes it back to what it was when the bracket around it opened. `held` is how many `lambda` and `for` still have
    commas of their own to come. `around` keeps both for each open bracket. `holes` are the open holes of f-strings:
    how many brackets are open in the hole, and the literal that goes on after it. `branches` counts the `elif` of
    each chain that is not over, by its indentation.
    """

    __slots__ = ("around", "branches", "count", "held", "holes", "is_pattern", "limits", "text")

    def __init__(self, text: str, limits: Limits) -> None:
        self.text = "\n" + text
        self.limits = limits
        self.count = self.held = 0
        self.around: list[tuple[int, int]] = []
        self.holes: list[tuple[int, re.Pattern[str], bool]] = []
        self.branches: dict[int, int] = {}
        self.is_pattern = False

    def run(self) -> None:
        """Go through the text. A handler that reads on by itself says where to go on, others -1."""
        handlers = (self._open, self._close, self._separate, self._line, self._colon, self._hold, self._template)
        most, at = self.limits.max_chain, 0
        while at >= 0:
            tokens, at = _TOKEN.finditer(self.text, at), -1
            for token in tokens:
                kind = token.lastindex
                if kind == _OPERATOR:
                    self.count += 1
                    if self.count > most:
                        self._too_long(token)
                elif kind is not None:
                    at = handlers[kind - 2](token)
                    if at >= 0:
                        break

    def _too_long(self, token: re.Match[str]) -> NoReturn:
        most = self.limits.max_chain
        raise _ExceededError("has a longer chain of operators", "max-chain", most, token.end())

    def _open(self, token: re.Match[str]) -> int:
        around, limits = self.around, self.limits
        around.append((self.count, self.held))
        self.count += 1
        self.held = 0
        if self.count > limits.max_chain:
            self._too_long(token)
        if len(around) > limits.max_nesting:
            raise _ExceededError("has brackets nested deeper", "max-nesting", limits.max_nesting, token.end())
        if self.is_pattern and len(around) > limits.max_pattern_nesting:
            most = limits.max_pattern_nesting
            raise _ExceededError("has a pattern nested deeper", "max-pattern-nesting", most, token.end())
        return -1

    def _close(self, token: re.Match[str]) -> int:
        if self.holes and self.holes[-1][0] == len(self.around) and token[token.lastindex or 0] == "}":
            return self._literal(token.end(), *self._fill())
        if self.around:
            count, self.held = self.around.pop()
            self.count = count + 1
        return -1

    def _separate(self, token: re.Match[str]) -> int:
        if not self.held:
            self.count = self.around[-1][0] + 1 if self.around else 0
        return -1

    def _line(self, token: re.Match[str]) -> int:
        lines, most = token[token.lastindex or 0], self.limits.max_blank_lines
        if len(lines) > most and lines.count("\n") + lines.count("\r") - lines.count("\r\n") > most + 1:
            raise _ExceededError("has more blank lines in a row", "max-blank-lines", most, token.end())
        if not self.around:
            self.count = self.held = 0
            self.is_pattern = lines.endswith("case")
            if lines.endswith("if"):
                self._branch(lines, token.end())
        return -1

    def _branch(self, lines: str, offset: int) -> None:
        """An `if` ends the chains at its depth and below, an `elif` those below."""
        keyword, most = lines.rsplit(maxsplit=1)[-1], self.limits.max_chain
        indentation = len(lines) - max(lines.rfind("\n"), lines.rfind("\r")) - len(keyword)
        kept = {column: count for column, count in self.branches.items() if column < indentation}
        if keyword == "elif":
            kept[indentation] = self.branches.get(indentation, 0) + 1
        self.branches = kept
        if sum(kept.values()) > most:
            raise _ExceededError("has a longer chain of `elif`", "max-chain", most, offset)

    def _colon(self, token: re.Match[str]) -> int:
        """The end of a lambda's parameters or a loop's targets, of a pattern, or of the value in an f-string's hole."""
        if self.held:
            self.held -= 1
        elif token[token.lastindex or 0] == ":":
            if self.holes and self.holes[-1][0] == len(self.around):
                return self._literal(token.end(), self.holes[-1][1], is_format=True)
            self.is_pattern = self.is_pattern and bool(self.around)
        return -1

    def _hold(self, token: re.Match[str]) -> int:
        self.count += 1
        if self.count > self.limits.max_chain:
            self._too_long(token)
        self.held += 1
        return -1

    def _template(self, token: re.Match[str]) -> int:
        start = token[token.lastindex or 0]
        quote = start.lstrip("fFtTrR")
        return self._literal(token.end(), _LITERALS[quote, "r" in start.lower()], is_format=False)

    def _literal(self, at: int, literal: re.Pattern[str], is_format: bool) -> int:
        """Read the literal part of an f-string, or the format in one of its holes; where code goes on."""
        while found := literal.search(self.text, at):
            at = found.end()
            brace = found[1]
            if found[2]:
                return at if found[2][0] in "\"'" else found.start()
            if brace and not is_format and self.text.startswith(brace, at):
                at += 1
            elif brace == "{":
                self._open(found)
                self.holes.append((len(self.around), literal, is_format))
                return at
            elif brace and is_format:
                literal, is_format = self._fill()
        return len(self.text)

    def _fill(self) -> tuple[re.Pattern[str], bool]:
        """Leave the innermost hole; the literal that goes on after it."""
        _, literal, is_format = self.holes.pop()
        if self.around:
            self.count, self.held = self.around.pop()
        return literal, is_format
