"""Text put together by way of variables: `query.format(x)`, `query % x`, `a + b`."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from fastlint.insight.flow.running import Running
from fastlint.insight.flow.values import Called, Computed, Constant, Record, Text, Value
from fastlint.ir import nodes

_PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[-+ #0-9.*]*[diouxXeEfFgGcrsa]")


def is_text(value: Value | None) -> bool:
    """Whether a value is certainly text, written out or put together."""
    return isinstance(value, Text) or (isinstance(value, Constant) and isinstance(value.value, str))


def joined(run: Running, node: nodes.Node, operator: str, operands: list[Value]) -> Value:
    """The result of an operator: text when a text is among what `+` or `%` joins."""
    if operator == "+" and any(map(is_text, operands)):
        return Text(node, run.graph, "+", operands)
    if operator == "%" and is_text(operands[0]):
        return Text(node, run.graph, "%", list(_interpolated(operands[0], operands[1])))
    return Computed(node, run.graph, operator, operands)


def filled(called: Called) -> Iterator[Value]:
    """The parts of `receiver.format(...)`: literal text and what fills the fields."""
    receiver = called.receiver
    assert receiver is not None
    fields = list(_fields(receiver))
    if not fields:
        yield from (receiver, *called.args, *called.keywords.values(), *called.stars)
        return
    count = 0
    for plain, field in fields:
        if plain:
            yield Constant(receiver.node, receiver.graph, plain)
        if field is None:
            continue
        name = re.split(r"[.\[]", field)[0]
        if not name:
            name, count = str(count), count + 1
        found = called.argument(int(name)) if name.isdigit() else called.argument(None, name)
        yield from [found] if found is not None else called.stars


def _fields(text: Value) -> Iterator[tuple[str, str | None]]:
    if not isinstance(text, Constant):
        return
    try:
        for plain, field, _spec, _conversion in string.Formatter().parse(str(text.value)):
            yield plain, field
    except ValueError:
        return


def _interpolated(text: Value, right: Value) -> Iterator[Value]:
    if not isinstance(text, Constant):
        yield from (text, right)
        return
    whole, at = str(text.value), 0
    for count, match in enumerate(_PLACEHOLDER.finditer(whole)):
        yield Constant(text.node, text.graph, whole[at : match.start()])
        at = match.end()
        if isinstance(right, Record):
            yield right.items.get(match.group(1) or count, right)
        else:
            yield right
    yield Constant(text.node, text.graph, whole[at:])
