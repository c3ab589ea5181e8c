"""SARIF of a whole application: valid, complete, and the same bytes in every run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from test_sarif import DATA, SCHEMA, multitool_errors

from fastlint.report.line_hash import line_hashes

ROOT = DATA.parents[1]
COMMAND = "from fastlint.cli import main; main()"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of a run over `fixtures/shop`; a second one, with other hashes of strings, gives the same bytes."""
    folder = tmp_path_factory.mktemp("shop")
    for seed in ("1", "2"):
        options = ["--isolated", "--no-cache", "--persona", "auditor", "--output-format", f"sarif:{folder / seed}"]
        command = [sys.executable, "-c", COMMAND, "check", "fixtures/shop", *options]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=False)
        assert done.returncode == 1
    assert (folder / "1").read_bytes() == (folder / "2").read_bytes()
    return folder / "1"


def test_it_is_valid(log: Path) -> None:
    errors = jsonschema.Draft4Validator(SCHEMA).iter_errors(json.loads(log.read_text(encoding="utf-8")))
    assert [error.message for error in errors] == []


def test_places_are_relative_and_fingerprints_githubs(log: Path) -> None:
    text = log.read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert "file://" not in text
    results: list[dict[str, Any]] = json.loads(text)["runs"][0]["results"]
    assert len(results) > 20
    for result in results:
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        hashes = line_hashes((ROOT / place["artifactLocation"]["uri"]).read_text(encoding="utf-8"))
        assert result["partialFingerprints"]["primaryLocationLineHash"] == hashes[place["region"]["startLine"] - 1]


def test_flows_lead_through_files(log: Path) -> None:
    results = json.loads(log.read_text(encoding="utf-8"))["runs"][0]["results"]
    flows = [flow["threadFlows"][0]["locations"] for result in results for flow in result.get("codeFlows", [])]
    files = [
        {step["location"]["physicalLocation"]["artifactLocation"]["uri"] for step in locations} for locations in flows
    ]
    assert max(map(len, files)) > 1


@pytest.mark.network
def test_the_multitool_finds_no_error(log: Path, tmp_path: Path) -> None:
    assert multitool_errors(log, tmp_path) == []
