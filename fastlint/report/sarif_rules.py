"""What SARIF and GitHub want to know of a rule, as plain values."""

from __future__ import annotations

import re

from fastlint.finding import Persona, Severity
from fastlint.rule import Rule

_LONGEST = 1_024
_MOST_TAGS = 10
_PRECISION = {Persona.REGULAR: "high", Persona.PEDANTIC: "medium", Persona.AUDITOR: "low"}
# Read like CVSS by GitHub: 7.0 to 8.9 is high, 4.0 to 6.9 medium, below low.
_SECURITY_SEVERITY = {Severity.ERROR: "8.0", Severity.WARNING: "5.5", Severity.NOTE: "3.0"}
_PROBLEM_SEVERITY = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
_FENCE = re.compile(r"^```\w*(?: \w+)?$", re.MULTILINE)


def pascal_name(rule: Rule) -> str:
    """`SqlInjection` for `sql-injection`."""
    return "".join(word.capitalize() for word in rule.name.split("-"))


def short_description(rule: Rule) -> str:
    """The rule's title as a sentence."""
    return sentence(shortened(rule.title, _LONGEST - 1))


def full_description(rule: Rule) -> str:
    """Title and first paragraph."""
    first = " ".join(rule.text.partition("\n\n")[0].split())
    return sentence(shortened(f"{short_description(rule)} {first}".strip(), _LONGEST - 1))


def help_markdown(rule: Rule) -> str:
    """The whole page: why, what to do, examples."""
    parts = [f"# {rule.name} ({rule.code})", short_description(rule), rule.text]
    for example in rule.examples:
        caption = "Reported:" if example.is_bad else "Not reported:"
        parts += [caption, f"```python\n{example.text.rstrip()}\n```"]
    return "\n\n".join(part for part in parts if part)


def help_text(rule: Rule) -> str:
    """The same without its markup."""
    return _FENCE.sub("", help_markdown(rule).removeprefix("# "))


def help_uri(rule: Rule) -> str | None:
    """Where to read more: the weakness that a security rule is about."""
    return f"https://cwe.mitre.org/data/definitions/{rule.cwe[0]}.html" if rule.cwe else None


def properties(rule: Rule) -> dict[str, object]:
    """Tags, precision and severity in the form that GitHub reads."""
    tags = ["fastapi", *(["security"] if rule.is_security else []), rule.family]
    tags += [f"external/cwe/cwe-{number:03d}" for number in rule.cwe]
    tags += [f"external/owasp/{entry.lower()}" for entry in rule.owasp]
    found: dict[str, object] = {"tags": list(dict.fromkeys(tags))[:_MOST_TAGS], "precision": _PRECISION[rule.persona]}
    if rule.is_security:
        found["security-severity"] = _SECURITY_SEVERITY[rule.severity]
    else:
        found["problem.severity"] = _PROBLEM_SEVERITY[rule.severity]
    return found


def shortened(text: str, most: int) -> str:
    """`text` with at most `most` characters, cut between words."""
    return text if len(text) <= most else text[: most - 3].rpartition(" ")[0] + "..."


def sentence(text: str) -> str:
    """`text` with a full stop at its end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
