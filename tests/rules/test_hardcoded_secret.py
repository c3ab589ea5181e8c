"""Tokens known by their shape are put together here, so that nobody's scanner takes this file for a leak."""

from __future__ import annotations

import pytest

from fastlint.finding import Finding
from fastlint.testing import examples, report_on

RULE = next(rule for rule, _ in examples("fastlint_rules") if rule.name == "hardcoded-secret")
LETTERS = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0hJ3lM6oR9uX2"


def found(text: str, path: str = "app/keys.py") -> list[Finding]:
    return report_on({path: text}, [RULE]).findings


@pytest.mark.parametrize(
    ("kind", "token"),
    [
        ("AWS access key", "AK" + "IA" + "Q3EGRV7KXW2LHD5T"),
        ("GitHub token", "gh" + "p_" + LETTERS[:36]),
        ("GitLab token", "glp" + "at-" + LETTERS[:20]),
        ("Slack token", "xo" + "xb-" + "2154801745-" + LETTERS[:24]),
        ("Stripe key", "sk_" + "live_" + LETTERS[:24]),
        ("Google API key", "AI" + "za" + LETTERS[:35]),
        ("SendGrid key", "S" + "G." + LETTERS[:22] + "." + LETTERS[:21] + LETTERS[:22]),
        ("signed JWT", "ey" + "JhbGciOiJIUzI1NiJ9." + "ey" + "JzdWIiOiIxMjM0NTY3In0." + LETTERS[:40]),
        ("private key", "-----BEGIN RSA " + "PRIVATE KEY-----\\n" + (LETTERS[:40] + "\\n") * 3),
    ],
)
def test_a_token_is_known_by_its_shape_whatever_its_name(kind: str, token: str) -> None:
    (finding,) = found(f'send("x", "{token}")\n')
    assert kind in finding.message
    assert token not in finding.message


def test_the_message_does_not_give_the_secret_away() -> None:
    for secret in ("Tr0ub4dor&3", "f3a9c1d27b804e65a1c9f3a9c1d27b80"):
        (finding,) = found(f'password = "{secret}"\n')
        assert secret[:5] not in finding.message


def test_code_that_nobody_runs_in_production_is_left_alone() -> None:
    text = 'api_key = "f3a9c1d27b804e65a1c9"\n'
    assert len(found(text)) == 1
    for path in ("examples/client.py", "tests/test_client.py", "docs/conf.py", "app/tests/keys.py"):
        assert found(text, path) == []


def test_a_comparison_is_less_sure_than_an_assignment() -> None:
    (finding,) = found('def check(password):\n    return password == "Lagerhalle7!"\n')
    assert finding.confidence == "medium"
