"""Which versions of its libraries a project is written for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastlint.finding import Confidence
from fastlint.insight import insight
from fastlint.model import Project

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """`numbers` is () when nothing tells the version: then the newest release that fastlint knows is meant.

    Less than three numbers stand for the last release of that series. `file`, `line` and `text` are the evidence.
    """

    numbers: Numbers = ()
    file: str = ""
    line: int = 0
    text: str = ""
    is_exact: bool = False

    def __str__(self) -> str:
        return ".".join(map(str, self.numbers)) or "newest"

    def reaches(self, since: Numbers) -> bool:
        """Whether `since` or a later release may be meant."""
        if self.is_exact and self.numbers:
            return (*self.numbers, 0, 0, 0)[:3] >= (*since, 0, 0, 0)[:3]
        return not self.numbers or self.numbers >= since[: len(self.numbers)]


@insight
class Stated(dict[str, Release]):
    """What a project's files say of its libraries, by name."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """From version `since` on, FastAPI takes another library's releases of the series `numbers` at most."""

    since: Numbers
    numbers: Numbers


@insight
class Versions:
    """The releases that a project is written for.

    Exact versions come from lock files and pins, bounds from ranges. Where a project says nothing of a library that
    FastAPI needs, `ceilings` tell what its FastAPI allows.
    """

    def __init__(self, project: Project, stated: Stated) -> None:
        self._stated = stated
        self._fastapi = stated.get("fastapi") or Release(
            project.fastapi_version, is_exact=bool(project.fastapi_version)
        )

    def of(self, library: str, ceilings: Mapping[str, Sequence[Ceiling]]) -> Release:
        """The release of `library` that is meant."""
        if library == "fastapi":
            return self._fastapi
        own = self._stated.get(library)
        allowed = self._allowed(ceilings.get(library, ()))
        if own is None or not own.numbers:
            return allowed
        return own if own.is_exact or allowed.reaches(own.numbers) else allowed

    def reaches(self, library: str, since: Numbers, ceilings: Mapping[str, Sequence[Ceiling]]) -> Confidence | None:
        """How sure it is that `since` or a later release is meant; None when it is not."""
        release = self.of(library, ceilings)
        if not release.reaches(since):
            return None
        return Confidence.HIGH if release.is_exact and release.numbers else Confidence.MEDIUM

    def _allowed(self, ceilings: Sequence[Ceiling]) -> Release:
        """The newest release that FastAPI of the project's version takes."""
        if not self._fastapi.numbers:
            return Release()
        met = [ceiling for ceiling in ceilings if self._fastapi.reaches(ceiling.since)]
        return Release(met[-1].numbers) if met else Release()
