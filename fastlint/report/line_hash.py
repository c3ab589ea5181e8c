"""The hash of a line that GitHub code scanning follows an alert by.

GitHub computes it for results that carry none, but only where it sees the source; the same value keeps alerts
the same. It covers a hundred characters from the start of the line, without spaces and tabs.
"""

from __future__ import annotations

from collections import Counter, deque

_WINDOW = 100
_BASE = 37
_MODULUS = 2**64
_LEAVING = pow(_BASE, _WINDOW, _MODULUS)
_END_OF_FILE = 65_535
_TAB, _LF, _CR, _SPACE = 9, 10, 13, 32


def line_hashes(text: str) -> list[str]:
    """The hash of each line of `text` in order: hexadecimal digits, a colon, how often it has come up so far."""
    units = _units(text)
    hashes: list[str] = []
    seen: Counter[int] = Counter()
    starts: deque[int] = deque()
    value, is_start = 0, True
    for index in range(len(units) + _WINDOW):
        if is_start and index < len(units):
            starts.append(index)
        unit = units[index] if index < len(units) else 0
        leaving = units[index - _WINDOW] if index >= _WINDOW else 0
        value = (value * _BASE + unit - leaving * _LEAVING) % _MODULUS
        is_start = unit == _LF
        if starts and starts[0] == index - _WINDOW + 1:
            starts.popleft()
            seen[value] += 1
            hashes.append(f"{value:x}:{seen[value]}")
    return hashes


def _units(text: str) -> list[int]:
    """What is hashed: UTF-16 code units without spaces and tabs, every newline as LF, and the end of the file."""
    data = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-16-le", "surrogatepass")
    units = memoryview(data).cast("H").tolist()
    return [*(unit for unit in units if unit not in (_SPACE, _TAB)), _END_OF_FILE]
