"""What the rules say of themselves: a page for one, a table or JSON for all."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence
from enum import Enum

from fastlint.finding import Persona
from fastlint.rule import Rule


def page(rule: Rule) -> str:
    """Everything about one rule, for `fastlint explain`."""
    heading = f"{rule.name} ({rule.code})"
    parts = [
        f"{heading}\n{'=' * len(heading)}\n{rule.title}.",
        _facts(rule),
        rule.text,
        _settings(rule),
        *(f"{_caption(example.is_bad)}\n\n{_indented(example.text)}" for example in rule.examples),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def table(rules: Sequence[Rule]) -> str:
    """One line for each rule: code, name, severity, persona, title."""
    rows = [(rule.code, rule.name, rule.severity.value, _persona(rule), rule.title) for rule in rules]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]) + "\n"
        for row in rows
    )


def as_json(rules: Iterable[Rule]) -> str:
    """The same as `table`, and all the rest, for programs."""
    return json.dumps({"version": 1, "rules": [_data(rule) for rule in rules]}, indent=2) + "\n"


def _facts(rule: Rule) -> str:
    facts = [
        f"severity {rule.severity}",
        f"persona {rule.persona}",
        f"family {rule.family}",
        f"guideline {rule.guideline}",
        f"since {rule.since}",
        *(f"CWE-{number}" for number in rule.cwe),
        *(f"OWASP {entry}" for entry in rule.owasp),
    ]
    return ", ".join(facts)


def _settings(rule: Rule) -> str:
    options = _options(rule)
    if not options:
        return ""
    lines = [f"{name} = {json.dumps(default)}" for name, default in options.items()]
    return "\n".join(
        [f"Options, under [tool.fastlint.rules.{rule.name}], with their defaults:\n", *map(_indented, lines)]
    )


def _options(rule: Rule) -> dict[str, object]:
    if rule.options is None:
        return {}
    defaults = rule.options[1]()
    fields = dataclasses.fields(rule.options[1])
    return {field.name.replace("_", "-"): _plain(getattr(defaults, field.name)) for field in fields}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    return list(value) if isinstance(value, tuple) else value


def _data(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.value,
        "persona": rule.persona.value,
        "guideline": rule.guideline,
        "since": rule.since,
        "cwe": list(rule.cwe),
        "owasp": list(rule.owasp),
        "title": rule.title,
        "text": rule.text,
        "subject": rule.subject.__name__,
        "options": _options(rule),
    }


def _persona(rule: Rule) -> str:
    return "" if rule.persona is Persona.REGULAR else rule.persona.value


def _caption(is_bad: bool) -> str:
    return "Reported:" if is_bad else "Not reported:"


def _indented(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.rstrip().splitlines()).rstrip("\n")
