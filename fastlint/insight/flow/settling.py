"""What a value comes down to in one call of its function, as far as the constants in that call settle it."""

from __future__ import annotations

import builtins
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fastlint.insight.flow.fixed import ABSENT, UNKNOWN, Fixed, beginning, equal, identical, literal, so, truth_of
from fastlint.insight.flow.values import (
    ANY,
    Called,
    Changed,
    Choice,
    Computed,
    Constant,
    Global,
    Input,
    Part,
    Path,
    Record,
    Text,
    Value,
)
from fastlint.ir import nodes

if TYPE_CHECKING:
    from fastlint.insight.flow.arguments import Arguments

_TEXT_METHODS = frozenset(
    {"startswith", "endswith", "lower", "upper", "casefold", "strip", "lstrip", "rstrip", "title", "capitalize"}
    | {"removeprefix", "removesuffix", "isdigit"}
)
"""None that makes a text longer, and longer again where they follow one another."""
_LONGEST = 1000
_TAKING = frozenset({"pop", "popitem", "clear"})
_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_HOLD_NONE = frozenset({"builtins.object", "types.NoneType", "typing.Any", "typing.Hashable"})


def settled(value: Value, arguments: Arguments) -> Fixed:
    """What `value` is in a call that gives `arguments`."""
    find = _SETTLE.get(type(value))
    return UNKNOWN if find is None else find(value, arguments)


def _constant(value: Constant, arguments: Arguments) -> Fixed:
    return literal(value.value)


def _input(value: Input, arguments: Arguments) -> Fixed:
    name = value.parameter.name
    is_own = value.graph.inputs.get(name) is value and value.parameter.kind not in ("args", "kwargs")
    return arguments.of(name) if is_own and arguments.is_for(value.graph) else UNKNOWN


def _choice(value: Choice, arguments: Arguments) -> Fixed:
    left = {arguments.value(option) for option, facts in value.options if not arguments.rules_out(facts)}
    return left.pop() if len(left) == 1 else UNKNOWN


def _text(value: Text, arguments: Arguments) -> Fixed:
    if value.kind == "join":
        return UNKNOWN
    written = ""
    for part in value.parts:
        found = arguments.value(part)
        if found.is_beginning or found.kind not in ("str", "int"):
            return beginning(written + (str(found.value) if found.is_beginning else ""))
        written += str(found.value)
        if len(written) > _LONGEST:
            return beginning(written[:_LONGEST])
    return literal(written)


def _global(value: Global, arguments: Arguments) -> Fixed:
    """A member of an enum of the project, or its value."""
    graphs = arguments.typing.graphs
    dotted = graphs.follow(value.dotted)
    owner, _, name = dotted.rpartition(".")
    if name == "value" and graphs.project.class_(owner.rpartition(".")[0]) is not None:
        return _member_value(arguments, owner)
    if graphs.project.class_(owner) is None or not graphs.variable(dotted):
        return UNKNOWN
    lines = arguments.typing.lineage(owner)
    is_enum = any(isinstance(line, str) and line.startswith("enum.") for line in lines)
    return Fixed(owner, _member_value(arguments, dotted).value or dotted) if is_enum else UNKNOWN


def _member_value(arguments: Arguments, dotted: str) -> Fixed:
    given = arguments.typing.graphs.variable(dotted)
    return literal(given[0].value) if len(given) == 1 and isinstance(given[0], Constant) else UNKNOWN


def _part(value: Part, arguments: Arguments) -> Fixed:
    if not value.is_attribute:
        found = entry(value.whole, (value.key,), arguments)
        return UNKNOWN if found is ABSENT else found
    whole = arguments.value(value.whole) if value.key == "value" else UNKNOWN
    is_member = "." in whole.kind and not str(whole.value).startswith(f"{whole.kind}.")
    return literal(whole.value) if is_member else UNKNOWN


def entry(value: Value, path: Path, arguments: Arguments) -> Fixed:
    """What lies at a path of a value: the value itself, or what a mapping has under a key."""
    if not path:
        return arguments.value(value)
    key, below = path[0], path[1:]
    while isinstance(value, Changed) and value.key not in (key, ANY):
        value = value.whole
    match value:
        case Changed() if value.key == key and not below:
            return arguments.value(value.part)
        case Record() if key in value.items and key not in value.replaceable:
            return entry(value.items[key], below, arguments)
        case Record(rest=[], spread=[]) if isinstance(value.node, nodes.Mapping):
            return UNKNOWN if value.graph.is_handed_on(value) else ABSENT
        case Input() if is_rest(value) and not below and isinstance(key, str) and key != ANY:
            found = arguments.of(key) if arguments.is_for(value.graph) else UNKNOWN
            return UNKNOWN if found is ABSENT and value.graph.is_handed_on(value) else found
    return UNKNOWN


def is_rest(value: Value | None) -> bool:
    """Whether a value is the `**kwargs` of its function."""
    if not isinstance(value, Input) or value.parameter.kind != "kwargs":
        return False
    return value.graph.inputs.get(value.parameter.name) is value


def spread(value: Value, path: Path, arguments: Arguments) -> Fixed:
    """What `**value` gives at a path, when nothing is taken out before."""
    wholes = [value]
    while isinstance(wholes[-1], Changed):
        wholes.append(wholes[-1].whole)
    taken = (called for called in value.graph.calls if called.method in _TAKING and called.receiver in wholes)
    names = [arguments.value(called.args[0]) if called.args else UNKNOWN for called in taken]
    return UNKNOWN if UNKNOWN in names or literal(path[0]) in names else entry(value, path, arguments)


def _computed(value: Computed, arguments: Arguments) -> Fixed:
    sign, operands = value.operator, value.operands
    if sign in ("and", "or"):
        return _joined(sign == "and", operands, arguments)
    if sign == "not":
        truth = arguments.value(operands[0]).truth
        return so(None if truth is None else not truth)
    if len(operands) != 2:
        return UNKNOWN
    if sign in ("in", "not in"):
        held = _holds(arguments.value(operands[0]), operands[1], arguments)
        return so(None if held is None else held is (sign == "in"))
    left, right = arguments.value(operands[0]), arguments.value(operands[1])
    if sign in ("==", "!=", "is", "is not"):
        same = equal(left, right) if sign in ("==", "!=") else identical(left, right)
        return so(None if same is None else same is (sign in ("==", "is")))
    if sign in _ORDERS and left.is_literal and right.is_literal:
        return _tried(_ORDERS[sign], left.value, right.value)
    return UNKNOWN


def _joined(is_and: bool, operands: list[Value], arguments: Arguments) -> Fixed:
    """`a and b`, `a or b`: the first that decides, or that one does."""
    is_sure = True
    for operand in operands:
        found = arguments.value(operand)
        if found.truth is (not is_and):
            return found if is_sure else truth_of(not is_and)
        is_sure = is_sure and found.truth is not None
    return found if is_sure else UNKNOWN


def _holds(wanted: Fixed, whole: Value, arguments: Arguments) -> bool | None:
    """Whether something is among what a display holds, in a mapping's keys, or part of a text."""
    if is_rest(whole) and wanted.kind == "str":
        found = entry(whole, (str(wanted.value),), arguments)
        return None if found is UNKNOWN else found is not ABSENT
    if not isinstance(whole, Record) or whole.rest or whole.spread:
        text = arguments.value(whole)
        return str(wanted.value) in str(text.value) if wanted.kind == text.kind == "str" else None
    if isinstance(whole.node, nodes.Mapping):
        return _among([equal(wanted, literal(key)) for key in whole.items])
    return _among([equal(wanted, arguments.value(item)) for item in whole.items.values()])


def _among(same: list[bool | None]) -> bool | None:
    return True if True in same else None if None in same else False


def _called(value: Called, arguments: Arguments) -> Fixed:
    if value.stars or value.keywords:
        return UNKNOWN
    if isinstance(value.function, Global):
        return _built_in(value.function.dotted, value.args, arguments)
    if value.receiver is None:
        return UNKNOWN
    if value.method in ("get", "pop") and value.args:
        return _looked_up(value.receiver, value.args, arguments)
    if value.method not in _TEXT_METHODS:
        return UNKNOWN
    whole, given = arguments.value(value.receiver), [arguments.value(argument) for argument in value.args]
    if not all(argument.is_literal for argument in given):
        return UNKNOWN
    if whole.is_beginning and value.method == "startswith" and len(given) == 1:
        return _starts(str(whole.value), given[0].value)
    if whole.kind != "str":
        return UNKNOWN
    return _tried(getattr(str(whole.value), value.method), *(argument.value for argument in given))


def _starts(text: str, wanted: object) -> Fixed:
    """Whether a text begins with another when only its own beginning is known."""
    if not isinstance(wanted, str) or (len(wanted) > len(text) and wanted.startswith(text)):
        return UNKNOWN
    return literal(text.startswith(wanted))


def _looked_up(whole: Value, given: list[Value], arguments: Arguments) -> Fixed:
    key = arguments.value(given[0])
    found = entry(whole, (str(key.value),), arguments) if key.kind == "str" else UNKNOWN
    if found is not ABSENT:
        return found
    return arguments.value(given[1]) if len(given) > 1 else literal(None)


def _built_in(name: str, given: list[Value], arguments: Arguments) -> Fixed:
    if name == "builtins.bool" and len(given) == 1:
        return so(arguments.value(given[0]).truth)
    if name != "builtins.isinstance" or len(given) != 2:
        return UNKNOWN
    found = arguments.value(given[0])
    kinds = list(given[1].items.values()) if isinstance(given[1], Record) else [given[1]]
    names = [kind.dotted for kind in kinds if isinstance(kind, Global)]
    if not found.is_literal or len(names) != len(kinds) or not _HOLD_NONE.isdisjoint(names):
        return UNKNOWN
    if found.value is None:
        return literal(False)
    classes = [getattr(builtins, n.removeprefix("builtins."), None) for n in names if n.startswith("builtins.")]
    known = tuple(cls for cls in classes if isinstance(cls, type))
    return so(isinstance(found.value, known) if len(known) == len(names) else None)


def _tried(function: Callable[..., object], *given: object) -> Fixed:
    try:
        return literal(function(*given))
    except (TypeError, ValueError):
        return UNKNOWN


_SETTLE: dict[type, Callable[[Any, Arguments], Fixed]] = {
    Constant: _constant,
    Input: _input,
    Choice: _choice,
    Text: _text,
    Global: _global,
    Part: _part,
    Computed: _computed,
    Called: _called,
}
