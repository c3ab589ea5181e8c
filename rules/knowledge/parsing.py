"""Calls that tell text of a narrow form from other text: they return or come out true for nothing else.

Sources: Python 3.14 documentation (int, float, str, re, uuid.UUID), PyMongo (bson.ObjectId).
"""

from fastlint.insight.flow import Called, Choice, Computed, Constant, Facts, Global, Record, Text, Value

PARSING = frozenset({"builtins.int", "builtins.float", "uuid.UUID", "bson.ObjectId", "bson.objectid.ObjectId"})
"""What they were given is a number or an identifier, and can do no harm in a path, in SQL, an address or a command."""

FORM_TESTS = frozenset({
    "re.fullmatch", "re.match", ".fullmatch", ".match", ".isalnum", ".isidentifier", ".isdigit", ".isnumeric", ".isdecimal",
    ".isalpha",
})  # fmt: skip
"""Tests of the whole form of a text; that an expression leaves out what does harm is taken for granted."""

_CHARACTER_TESTS = ("isalnum", "isalpha", "isdigit", "isdecimal", "isnumeric", "isidentifier")
_MEANING = frozenset("/\\'\"`;|&$<>()")


def picks_characters(value: Value) -> bool:
    """Whether text is joined from those characters of another that pass a test: letters, digits, and some written out."""
    match value:
        case Text(kind="join", parts=[_, Called(function=Global(dotted="builtins.filter"), args=[test, _])]):
            return getattr(test, "dotted", "").removeprefix("builtins.str.") in _CHARACTER_TESTS
        case Text(kind="join", parts=[_, Record(rest=[Choice(options=options)])]):
            return all(isinstance(each, Constant) or _is_picked(facts) for each, facts in options)
    return False


def _is_picked(facts: Facts | None) -> bool:
    return facts is not None and facts.outcome is True and _allows_few(facts.value)


def _allows_few(test: Value) -> bool:
    """Whether only a character that means nothing to a program passes a test."""
    match test:
        case Computed(operator="or", operands=operands):
            return all(map(_allows_few, operands))
        case Computed(operator="in", operands=[_, Constant(value=str(allowed))]):
            return _MEANING.isdisjoint(allowed)
        case Computed(operator="in", operands=[_, Record(items=items, rest=[], spread=[])]):
            return all(isinstance(item, Constant) and item.value not in _MEANING for item in items.values())
        case Called(method=method):
            return method in _CHARACTER_TESTS
    return False
