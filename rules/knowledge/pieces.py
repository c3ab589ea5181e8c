"""What a piece of a text says of the whole.

Sources: Python 3.14 documentation (str.split, str.partition, shlex).
"""

from fastlint.insight.flow import Called, Choice, Constant, Global, Part, Value

_CASES = frozenset({"lower", "upper", "casefold", "strip", "lstrip", "rstrip"})
_SPLITTERS = frozenset({"split", "rsplit", "partition"})


def is_first_word(value: Value) -> bool:
    """Whether a value is what a text begins with: `SELECT` or `ls` says nothing of what follows."""
    if isinstance(value, Choice):
        written = [end for end in value.ends if not isinstance(end, Constant)]
        return bool(written) and all(map(is_first_word, written))
    while isinstance(value, Called) and value.receiver is not None and value.method in _CASES:
        value = value.receiver
    if not isinstance(value, Part) or value.key != 0 or not isinstance(value.whole, Called):
        return False
    function = value.whole.function
    return value.whole.method in _SPLITTERS or (isinstance(function, Global) and function.dotted == "shlex.split")
