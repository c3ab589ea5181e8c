"""Files that the kernel keeps: reading one waits for no disk."""

from __future__ import annotations

import re

from fastlint.insight.flow.values import Called, Computed, Constant, Global, Text, Value

_KERNEL = re.compile(r"/(proc|sys|dev/(shm|null|zero|u?random))(/|$)")
_JOINING = frozenset({"pathlib.Path", "os.path.join"})


def reads_kernel(called: Called) -> bool:
    """Whether a file is opened that the kernel keeps in memory."""
    path = called.receiver or called.argument(0)
    return path is not None and bool(_KERNEL.match(_beginning(path)))


def _beginning(path: Value) -> str:
    """How a path that is put together begins, "" when that is not written out."""
    match path:
        case Constant(value=str(text)):
            return text
        case Text(parts=[first, *_]) | Computed(operator="/", operands=[first, *_]):
            return _beginning(first)
        case Called(function=Global(dotted=dotted), args=[first, *_]) if dotted in _JOINING:
            return _beginning(first)
        case Called(method="joinpath", receiver=first) if first is not None:
            return _beginning(first)
    return ""
