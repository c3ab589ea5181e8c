"""Which routes are protected, public or unknown, and why. INTERFACE DRAFT, the founder is writing this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fastlint.finding import Step
from fastlint.insight import insight
from fastlint.model import Project, Route


class Protection(StrEnum):
    """Whether a caller without credentials is refused before the handler does its work."""

    PROTECTED = "protected"
    PUBLIC = "public"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The verdict on one route. `evidence` leads from where the guard is attached to where it refuses."""

    protection: Protection
    evidence: tuple[Step, ...] = ()
    roles: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    reason: str = ""

    @property
    def is_protected(self) -> bool:
        """Refuses whoever has no credentials."""
        return self.protection is Protection.PROTECTED

    @property
    def is_public(self) -> bool:
        """Lets everyone through, as far as the code tells."""
        return self.protection is Protection.PUBLIC


@insight
class AuthCoverage:
    """Protection of every route."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def of(self, route: Route) -> Coverage:
        """The verdict on `route`."""
        return Coverage(Protection.UNKNOWN, reason="not built yet")
