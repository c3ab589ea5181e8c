"""Reports made from literal findings: what is tested here is how they are said, not how they are found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fastlint.finding import Finding
from fastlint.fingerprint import fingerprinted
from fastlint.insight.auth import Coverage, Protection
from fastlint.model import Route
from fastlint.outcome import Report, Skipped
from fastlint.rule import Rule
from fastlint.source.lines import Lines


@pytest.fixture
def report(tmp_path: Path) -> Callable[..., Report]:
    """A report on `findings` in `files` (path -> text), which are written below the test's directory."""

    def made(
        files: dict[str, str],
        *findings: Finding,
        rules: tuple[Rule, ...] = (),
        skipped: tuple[Skipped, ...] = (),
        routes: tuple[Route, ...] = (),
        crashed: bool = False,
    ) -> Report:
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
        coverage = {route: Coverage(Protection.PUBLIC) for route in routes}
        used = {finding.rule: None for finding in findings if finding.rule}
        enabled = list({**dict.fromkeys(rules), **used})
        lines = Lines(str(tmp_path))
        signed = fingerprinted(findings, [], lines)
        return Report(
            str(tmp_path), signed, enabled, len(files), list(skipped), coverage=coverage, crashed=crashed, lines=lines
        )

    return made
