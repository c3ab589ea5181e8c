"""What the README shows is what the program says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from fastlint.cli import cli

ROOT = Path(__file__).parent.parent
BLOCKS = re.findall(
    r"^```console\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)
SESSIONS = [
    (match[1], match[2]) for block in BLOCKS for match in re.finditer(r"\$ fastlint (.*)\n((?:(?!\$ ).*\n)*)", block)
]


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_every_line_that_is_shown_is_printed(command: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(cli, shlex.split(command))
    printed = {_unaligned(line) for line in result.stdout.splitlines()}
    assert shown
    assert [line for line in shown.splitlines() if line != "..." and _unaligned(line) not in printed] == []


def _unaligned(line: str) -> str:
    """Columns grow with the longest entry of the fixture, whichever it is."""
    return re.sub(r"(?<=\S) {2,}", "  ", line.rstrip())
