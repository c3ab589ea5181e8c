"""What a rule reports, and how sure and how grave it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fastlint.source.span import Span

if TYPE_CHECKING:
    from fastlint.model import Route
    from fastlint.rule import Rule


class Severity(StrEnum):
    """How grave a finding is, gravest first. The default run fails at warning."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Confidence(StrEnum):
    """How sure a finding is, surest first; it falls where the rule had to guess."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Persona(StrEnum):
    """Who reads the findings; each persona includes the one before."""

    REGULAR = "regular"
    PEDANTIC = "pedantic"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the evidence: a place and what happens there."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule has to say about one place.

    `message` says what and why and what to do, code in backticks; its first sentence stands alone.
    `trace` leads from the cause to `span`. `severity`, `persona` and `rule` are the rule's own unless
    the finding says otherwise; the engine fills in `rule`. `route` is the route it speaks of. By its `fingerprint`,
    which the engine fills in too, a finding is known in another run, although the code around it moved.
    """

    span: Span
    message: str
    confidence: Confidence = Confidence.HIGH
    trace: tuple[Step, ...] = ()
    route: Route | None = None
    severity: Severity | None = None
    persona: Persona | None = None
    rule: Rule | None = None
    fingerprint: str = ""
