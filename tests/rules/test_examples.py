"""Every documented example of every rule is executed: bad ones give exactly what they mark, good ones nothing."""

from __future__ import annotations

import pytest

from fastlint.rule import Example, Rule
from fastlint.testing import check_example, examples

EXAMPLES = examples("fastlint_rules")
NAMES = [f"{rule.name}-{'bad' if example.is_bad else 'good'}" for rule, example in EXAMPLES]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=NAMES)
def test_example(rule: Rule, example: Example) -> None:
    check_example(rule, example)
