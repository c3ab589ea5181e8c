"""The applications in fixtures/: what is marked is found, what is not marked is not, the clean one has nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastlint.testing import check_fixture

FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.mark.parametrize("name", ["shop", "legacy", "depot"])
def test_exactly_what_is_marked_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FIXTURES)
    report = check_fixture(name)
    assert report.findings
    assert report.route_counts()["total"] > 0


def test_the_clean_application_has_no_finding_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FIXTURES)
    report = check_fixture("clean")
    assert report.findings == []
    assert report.route_counts()["unresolved"] == 0
    assert report.route_counts()["total"] > 0
