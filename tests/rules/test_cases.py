"""The cases in cases/RULE/: what is marked is found, nothing else is. `# file: path` lines split a case into files."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastlint.rule import Example, Rule
from fastlint.testing import check_example, examples, expectations

CASES = Path(__file__).parent / "cases"
RULES: dict[str, Rule] = {rule.name: rule for rule, _ in examples("fastlint_rules")}


@pytest.mark.parametrize("path", sorted(CASES.rglob("*.py")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_case(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    is_bad = any(not expectation.kind for expectation in expectations(path.name, text))
    check_example(RULES[path.parent.name], Example(is_bad, text))
