"""Tests of an address that say nothing of where it leads: its scheme, that it has a host, that there is one."""

import re

from fastlint.insight.flow import Called, Computed, Constant, Facts, Global, Graphs, Input, Part, Record, Value

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:?(?://)?")
_HOSTS = frozenset({"netloc", "hostname", "host"})


def is_beside_host(fact: Facts, graphs: Graphs) -> bool:
    """Whether a test, as it came out, looks at nothing else."""
    return _is_vain(fact.value, bool(fact.outcome), graphs)


def _is_vain(test: Value, outcome: bool, graphs: Graphs) -> bool:
    match test:
        case Computed(operator="not"):
            return _is_vain(test.operands[0], not outcome, graphs)
        case Computed(operator="and" | "or"):
            return all(_is_vain(operand, outcome, graphs) for operand in test.operands)
        case Computed(operator="in" | "not in" | "==" | "!="):
            return any(_is_scheme(operand) for operand in test.operands)
        case Called(function=Global(dotted="builtins.all"), args=[Record() as parts]):
            return all(_is_vain(part, outcome, graphs) for part in parts.items.values())
        case Called(function=Global(dotted="builtins.isinstance")):
            return True
        case Called() if test.method == "startswith" and test.args:
            prefixes = _texts(test.args[0], graphs)
            return bool(prefixes) and all(map(_SCHEME.fullmatch, prefixes))
        case Part() if test.key in _HOSTS:
            return not outcome
    return isinstance(test, Input) or _is_scheme(test)


def _is_scheme(value: Value) -> bool:
    while isinstance(value, Called) and value.method in ("lower", "casefold", "strip") and value.receiver is not None:
        value = value.receiver
    return isinstance(value, Part) and value.key == "scheme"


def _texts(prefix: Value, graphs: Graphs) -> list[str]:
    """The texts that a prefix is one of, "" for one that is not written down."""
    values = graphs.variable(prefix.dotted) if isinstance(prefix, Global) else [prefix]
    parts = [part for v in values for part in (v.items.values() if isinstance(v, Record) else [v])]
    return [str(part.value) if isinstance(part, Constant) else "" for part in parts]
