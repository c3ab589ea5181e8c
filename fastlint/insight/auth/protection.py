"""What can be said of a route: that it is protected, public, or that it is not known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fastlint.finding import Step
from fastlint.model import Switch


class Protection(StrEnum):
    """Whether a caller without valid credentials is refused before the handler does its work."""

    PROTECTED = "protected"
    PUBLIC = "public"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A guard, by its short name, that is there only where a setting says so, which by its default it does not."""

    guard: str
    switch: Switch


@dataclass(frozen=True, slots=True)
class Coverage:
    """The verdict on one route. `evidence` leads from where the guard is attached to where it refuses.

    `reason` says in words why a route is not protected or not known. `is_unverified` marks a route that asks
    for credentials and never verifies them; `is_fragment` one that nothing refuses as far as its router tells, in a
    tree without an application; `is_elsewhere` one whose guard, by its name, is part of another package. `off` is the
    guard that a setting leaves out of a public route by its default.
    """

    protection: Protection
    evidence: tuple[Step, ...] = ()
    roles: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    reason: str = ""
    is_unverified: bool = False
    is_fragment: bool = False
    is_elsewhere: bool = False
    off: SwitchedOff | None = None

    @property
    def is_protected(self) -> bool:
        """Refuses whoever has no valid credentials."""
        return self.protection is Protection.PROTECTED

    @property
    def is_public(self) -> bool:
        """Lets everyone through, as far as the code tells."""
        return self.protection is Protection.PUBLIC
