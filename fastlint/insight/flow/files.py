"""What is written to a file, found again where the file is read."""

from __future__ import annotations

from fastlint.insight.flow.places import place_of
from fastlint.insight.flow.values import (
    Called,
    Changed,
    Choice,
    Computed,
    Constant,
    Entered,
    Global,
    Graph,
    Part,
    Text,
    Value,
)

_WRITING = frozenset({"write", "writelines", "write_bytes", "write_text"})
_NAMED = frozenset({"builtins.str", "pathlib.Path", "os.path.join", "os.fspath"})
_DEEPEST = 8


class Written:
    """Contents by the file they go to, within one function."""

    def __init__(self) -> None:
        self._known: dict[Graph, dict[object, list[Value]]] = {}

    def to(self, value: Value) -> list[Value]:
        """What the function of `value` writes to the file that `value` is, or names."""
        table = self._known.get(value.graph)
        if table is None:
            table = self._known[value.graph] = _written(value.graph)
        return table.get(_file(value), []) if table else []


def _written(graph: Graph) -> dict[object, list[Value]]:
    found: dict[object, list[Value]] = {}
    for called in graph.calls:
        if called.method in _WRITING and called.receiver is not None and called.args:
            found.setdefault(_file(called.receiver), []).append(called.args[0])
        elif _dotted(called) == "shutil.copyfileobj" and len(called.args) > 1:
            found.setdefault(_file(called.args[1]), []).append(called.args[0])
    return found


def _file(value: Value, depth: int = 0) -> object:
    """A key that two values share when they are, or name, the same file."""
    while depth < _DEEPEST:
        depth += 1
        match value:
            case Entered():
                value = value.context
            case Changed():
                value = value.whole
            case Choice(options=[(first, _), *_]):
                value = first
            case Part(key="name" | "file", whole=Entered() | Called() | Changed()):
                value = value.whole
            case Called() if _dotted(value).endswith(".open") and value.args:
                value = value.args[0]
            case Called(method="open") if value.receiver is not None:
                value = value.receiver
            case Called() if _dotted(value) in _NAMED and len(value.args) == 1:
                value = value.args[0]
            case _:
                break
    match value:
        case Constant():
            return "text", value.value
        case Text():
            return "text", tuple(_file(part, depth + 1) for part in value.parts)
        case Computed():
            return value.operator, tuple(_file(operand, depth + 1) for operand in value.operands)
        case Called() if _dotted(value) in _NAMED:
            return _dotted(value), tuple(_file(argument, depth + 1) for argument in value.args)
    return place_of(value)


def _dotted(called: Called) -> str:
    return called.function.dotted if isinstance(called.function, Global) else ""
