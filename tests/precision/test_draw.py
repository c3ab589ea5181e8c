"""The draw is even, repeatable, and what was read is counted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from click.testing import CliRunner

from fastlint.config import Config
from fastlint.run import check
from tests.precision.draw import draw, main, table

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
FOUND = check([str(FIXTURES / "legacy")], Config()).findings


def test_rules_take_turns() -> None:
    rules = {finding.rule.name for finding in FOUND if finding.rule}
    drawn = Counter(finding.rule.name for finding in draw(FOUND, len(rules), seed=1) if finding.rule)
    assert drawn == Counter(rules)
    assert len(draw(FOUND, 10_000, seed=1)) == len(FOUND)


def test_a_seed_draws_the_same_again() -> None:
    first = [finding.span for finding in draw(FOUND, 8, seed=3)]
    assert first == [finding.span for finding in draw(list(reversed(FOUND)), 8, seed=3)]


def test_a_worksheet_shows_the_code_and_is_counted() -> None:
    sheet = CliRunner().invoke(main, [str(FIXTURES / "legacy"), "--findings", "4"]).stdout
    assert sheet.count("verdict: ") == 4
    assert sheet.count("\n    >") == 4
    filled = sheet.replace("verdict: ", "verdict: right", 2).replace(
        "verdict: \n", "verdict: wrong it is a constant\n", 1
    )
    assert list(table(filled))[-1] == "| all | 2 | 1 | 0 | 1 |"
