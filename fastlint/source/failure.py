"""Why a file could not be analysed. A failure is a value: it becomes a finding, and all other files go on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FailureKind(StrEnum):
    """Whose fault it is that a file was not analysed."""

    SYNTAX = "syntax"
    ENCODING = "encoding"
    LIMIT = "limit"
    UNREADABLE = "unreadable"
    CRASH = "crash"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one file was not analysed, and where in it, as far as that is known (from 1).

    `reason` begins in lower case and has no full stop. It may quote the file, so reports make it harmless.
    """

    kind: FailureKind
    reason: str
    line: int = 1
    column: int = 1

    @property
    def is_lasting(self) -> bool:
        """Whether the same bytes must fail again: not so when the machine was short of time or memory."""
        return self.kind not in (FailureKind.UNREADABLE, FailureKind.CRASH)

    @property
    def is_syntax(self) -> bool:
        """Whether Python itself would refuse the file: only its author can mend it."""
        return self.kind in (FailureKind.SYNTAX, FailureKind.ENCODING)


@dataclass(frozen=True, slots=True)
class Limits:
    """How large and how deep a file may be, and how much processor time (in seconds) and memory (in MB) it may take.

    Each field is a configuration option, dashes for underscores. The defaults are far above what people write, and far
    below where the parser needs minutes or ends the process.
    """

    max_file_size: int = 1_048_576
    max_nesting: int = 200
    max_pattern_nesting: int = 8
    max_chain: int = 500
    max_blank_lines: int = 10_000
    max_seconds: int = 10
    max_memory: int = 2048


DEFAULTS = Limits()

HARMLESS = Limits(max_file_size=65_536, max_nesting=24, max_pattern_nesting=3, max_chain=60, max_blank_lines=500)
"""What is within these limits is parsed in a moment and on any stack."""
