"""Which releases a project is written for, and how sure that is."""

from __future__ import annotations

import pytest

from fastlint.insight.versions import Ceiling, Release, Stated, Versions
from fastlint.model import Project

CEILINGS = {"starlette": (Ceiling((0,), (0, 27)), Ceiling((0, 115, 2), (0, 40)), Ceiling((0, 133), ()))}


def versions(**releases: Release) -> Versions:
    return Versions(Project({}), Stated(releases))


@pytest.mark.parametrize(
    ("release", "since", "reaches"),
    [
        (Release(), (9, 9), True),
        (Release((0, 115), is_exact=True), (0, 115), True),
        (Release((0, 115), is_exact=True), (0, 115, 1), False),
        (Release((0, 115)), (0, 115, 9), True),
        (Release((0, 115)), (0, 116), False),
        (Release((1,)), (1, 10), True),
        (Release((1,)), (2, 0), False),
        (Release((0, 115, 3), is_exact=True), (0, 93), True),
    ],
)
def test_a_series_stands_for_its_last_release(release: Release, since: tuple[int, ...], reaches: bool) -> None:
    assert release.reaches(since) is reaches


def test_what_is_locked_is_sure_and_what_is_allowed_is_less() -> None:
    locked = versions(fastapi=Release((0, 115, 3), is_exact=True))
    assert locked.reaches("fastapi", (0, 100), CEILINGS) == "high"
    assert locked.reaches("fastapi", (0, 116), CEILINGS) is None
    assert versions(fastapi=Release((0, 115))).reaches("fastapi", (0, 100), CEILINGS) == "medium"
    assert versions().reaches("fastapi", (0, 100), CEILINGS) == "medium"


@pytest.mark.parametrize(
    ("fastapi", "starlette", "meant"),
    [
        ((), (), ()),
        ((0, 99, 1), (), (0, 27)),
        ((0, 115), (), (0, 40)),
        ((0, 140), (), ()),
        ((0, 115), (0, 38), (0, 38)),
        ((0, 99, 1), (0, 40), (0, 27)),
    ],
)
def test_fastapi_bounds_what_it_needs(
    fastapi: tuple[int, ...], starlette: tuple[int, ...], meant: tuple[int, ...]
) -> None:
    told = versions(fastapi=Release(fastapi), starlette=Release(starlette))
    assert told.of("starlette", CEILINGS).numbers == meant


def test_a_locked_release_counts_whatever_fastapi_allows() -> None:
    told = versions(fastapi=Release((0, 99, 1), is_exact=True), starlette=Release((0, 40, 1), is_exact=True))
    assert told.of("starlette", CEILINGS).numbers == (0, 40, 1)
