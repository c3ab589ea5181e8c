"""What the message advises."""

from __future__ import annotations

import pytest

from fastlint.testing import examples, report_on

RULE = next(rule for rule, _ in examples("fastlint_rules") if rule.name == "weak-password-hash")


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("key = hashlib.sha256(passphrase.encode()).digest()\n    return AESGCM(key)", "derive keys with scrypt"),
        ("return hashlib.sha256(passphrase.encode()).hexdigest()", "hash passwords with Argon2"),
    ],
)
def test_keys_are_derived_and_passwords_are_hashed(code: str, advice: str) -> None:
    text = f"import hashlib\n\ndef seal(passphrase: str):\n    {code}\n"
    (finding,) = report_on({"main.py": text}, [RULE]).findings
    assert advice in finding.message
