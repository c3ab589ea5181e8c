"""Every style of real code gives its routes, and leaves nothing unresolved."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from styles import STYLES, Style

from fastlint.model import Project


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_style(style: Style, project: Callable[..., Project], rows: Callable[[Project], list[str]]) -> None:
    found = project(style.text)
    assert rows(found) == list(style.rows)
    assert [u.reason for u in found.unresolved] == []
    assert [u.reason for route in found.routes for u in route.unresolved] == []
